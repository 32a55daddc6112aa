using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Comparing;

/// <summary>A policy that takes part, ready to run.</summary>
/// <param name="Name">As reports call it: the policy's name, and its file's where two have one name.</param>
/// <param name="Names">What the names of a hierarchy that all run on are called in this policy; empty where it runs on its own.</param>
internal sealed record Contestant(string Name, string File, PolicyLibrary Library, IPolicyRunner Runner, Dictionary<string, string> Names)
{
    /// <summary>It runs on the hierarchy that all were to run on.</summary>
    public bool OnShared { get; init; }

    /// <summary>Why it could not; null where it does, or where there is no such hierarchy.</summary>
    public string? WhyOwn { get; init; }

    /// <summary>The policy of having none, on the same hierarchy; null where there can be none.</summary>
    public IPolicyRunner? NoPolicy { get; init; }

    /// <summary>What tells its hierarchy from others in this comparison.</summary>
    public string Memory => OnShared ? "" : $"{File} {Runner.Hierarchy.Name}";
}

/// <summary>A policy that could not take part.</summary>
/// <param name="Reason">A clause without a full stop.</param>
internal sealed record LeftOut(string Name, string File, string Reason, bool DoesNotCompile);

/// <summary>Who takes part in a comparison and who does not.</summary>
internal sealed record Entrants(IReadOnlyList<Contestant> Contestants, IReadOnlyList<LeftOut> LeftOut);
