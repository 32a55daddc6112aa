using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Checking;

/// <summary>The hands of a reclaimer: the queue and the direction of each are those of its scans.</summary>
internal sealed class Hands(FileContext file)
{
    private readonly List<(NameSyntax Name, HandPlan? Plan)> _hands = [];
    private readonly HashSet<int> _named = [];

    public int Count => _hands.Count;

    public void Add(NameSyntax name) => _hands.Add((name, null));

    /// <summary>A scan names the hand, be the scan right or wrong.</summary>
    public void Name(int hand) => _named.Add(hand);

    /// <summary>A scan starts from the hand; a second one must agree with the first.</summary>
    public void Use(int hand, ScanSyntax scan, int queue, bool towardsFront)
    {
        var (name, known) = _hands[hand];
        if (known is null) _hands[hand] = (name, new HandPlan(name.Text, queue, towardsFront));
        else if (known.Queue != queue || known.TowardsFront != towardsFront)
            file.ReportWithHelp(DiagnosticRules.HandOnTwoQueues, scan.From.Span,
                "all scans from one hand walk one queue in one direction; declare another hand", name.Text,
                $"`{scan.Queue.Text}` towards the {(towardsFront ? "front" : "back")}");
    }

    public EquatableArray<HandPlan> Plans(bool reportUnused)
    {
        for (var i = 0; i < _hands.Count; i++)
            if (reportUnused && _hands[i] is (var name, null) && !_named.Contains(i))
                file.ReportWithHelp(DiagnosticRules.UnusedHand, name.Span, $"write `scan QUEUE from {name.Text} towards front`",
                    name.Text);
        return _hands.Select(h => h.Plan).OfType<HandPlan>().ToEquatableArray();
    }
}
