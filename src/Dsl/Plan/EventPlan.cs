using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Plan;

/// <summary>What a policy can handle beside accesses, faults and the clock.</summary>
public enum EventKind
{
    Pin,
    Unpin,
    Hint,
    /// <summary>A page came to a tier; statements alone.</summary>
    Arrive,
    /// <summary>A move was refused.</summary>
    Failure,
    /// <summary>The page's tier goes offline.</summary>
    Offline,
}

/// <summary>The handlers of one event, in text order.</summary>
/// <param name="Hint">The name of the hint; else empty.</param>
public sealed record EventPlan(EventKind Kind, string Hint, EquatableArray<HandlerPlan> Handlers);

public enum HappeningKind
{
    PinShort,
    PinLong,
    Unpin,
    Hint,
    Offline,
    Online,
}

/// <summary>Something that happens in a workload or a test beside accesses.</summary>
/// <param name="Agent">Who causes it; 0 where nobody does.</param>
/// <param name="Target">A region or a page of a test, or a tier.</param>
/// <param name="Hint">The name of the hint; else empty.</param>
public sealed record HappeningPlan(HappeningKind Kind, int Agent, int Target, string Hint = "");

public sealed record HappeningStep(string Source, SourceRange Origin, HappeningPlan Happening) : TestStep(Source, Origin);
