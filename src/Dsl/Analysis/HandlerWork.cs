using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Analysis;

/// <summary>The most that one run of a handler or section can do, whatever the pages and for all values of the parameters.</summary>
/// <param name="Handler">As the author wrote it: <c>on access</c>, <c>every 50ms over ram limit 4096</c>, <c>reclaim ram</c>.</param>
/// <param name="Origin">Where it stands.</param>
/// <param name="Pages">Pages that it is run for: one for an event, its limit for a pass.</param>
/// <param name="Conditions">Conditions that are tried: of rules, latches, exchanges and pages kept.</param>
/// <param name="Statements">Statements that are run, loops written out, the longer side of each <c>if</c>.</param>
/// <param name="Scanned">Pages that are looked at besides, in queues and frames, to find victims or the best pages.</param>
/// <param name="MovedBytes">Bytes that are moved between tiers or to the store.</param>
/// <param name="Loops">The loops among the statements, with their ranges: <c>i in 0..3</c>.</param>
public sealed record HandlerWork(
    string Handler, SourceRange Origin, long Pages, long Conditions, long Statements, long Scanned, long MovedBytes, EquatableArray<string> Loops);
