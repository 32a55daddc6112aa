namespace CdmPolicy.Tests.Differential;

internal sealed partial class RandomPolicy
{
    /// <summary>Tenants of a few pages each; often one has no share.</summary>
    private void WriteTenants()
    {
        foreach (var tenant in new[] { "web", "db" })
        {
            var shares = _tiers.Where(_ => Chance(3)).Select(tier =>
            {
                var low = 4 * _random.Next(0, 3);
                return Pick([$"low {tier} {low}KiB;", $"max {tier} 8KiB;", $"low {tier} {Math.Min(low, 8)}KiB; max {tier} 8KiB;"]);
            }).ToArray();
            Line($"tenant {tenant}{(shares.Length == 0 ? ";" : $" {{ {string.Join(" ", shares)} }}")}");
        }
    }
}
