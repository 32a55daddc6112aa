namespace CdmPolicy.Tests.Differential;

/// <summary>Passes along the queues of the first tier's reclaimer, in one of three policies.</summary>
internal sealed partial class RandomPolicy
{
    private static readonly (string Order, string[] Queues)[] Walks =
    [
        ("Lru", ["recent from back", "recent from front", "recent"]),
        ("Lfu", ["order from lowest", "order"]),
        ("TwoHands", ["young from back", "old from front"]),
        ("Remembering", ["part[0] from back", "part[2]"]),
        ("Aging", ["filed from lowest", "hot from back", "cold from front"]),
    ];

    private readonly Random _along = new(unchecked(seed * 32_452_843));
    private (string Order, string[] Queues) _walk;
    private bool _passes;

    private void WriteQueuePass()
    {
        _passes = _along.Next(3) == 0;
        if (!_passes) return;
        _walk = Walks[_along.Next(Walks.Length)];
        for (var i = _along.Next(1, 3); i > 0; i--)
            WriteHandler($"every {_along.Next(2, 30)}us over {_tiers[0]}.{_walk.Queues[_along.Next(_walk.Queues.Length)]} limit {_along.Next(1, 9)}{Best()}{Latch()}", Chance(2), false);
    }

    private string Walked() => _walk.Order;
}
