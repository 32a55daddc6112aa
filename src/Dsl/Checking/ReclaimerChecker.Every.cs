using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What a reclaimer does by the clock.</summary>
internal sealed partial class ReclaimerChecker
{
    /// <summary>It sees no page outside of its scans, and evicts none: what leaves, leaves by <c>victim</c> or <c>trim</c>.</summary>
    private void Every(EveryHookSyntax every)
    {
        var period = Positive.Constant(Starting(), _file, every.Period, ValueType.Time, "a period");
        var scope = new Scope(_file, _names, Sight.Queues, "`every`");
        var body = new ReclaimerStatementChecker(scope, _hands, "every", inScan: false).Check(every.Body);
        if (period is { } ns) _every.Add(new EveryHookPlan(_file.Source(every.Head), _file.Origin(every.Head), ns, body));
    }
}
