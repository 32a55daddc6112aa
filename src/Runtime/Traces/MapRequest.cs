namespace CdmPolicy.Traces;

/// <summary>
/// What a program asked for when it mapped a region, as a trace holds it: <c>bound=gpu;of=web</c>. Tiers and tenants are named, since a
/// trace knows no hierarchy.
/// </summary>
/// <param name="Bound">The only tier that will do, or null.</param>
/// <param name="Asked">Tiers named among others.</param>
/// <param name="Preferred">The tier to try first, or null.</param>
/// <param name="Tenant">Whose pages they are, or null.</param>
public sealed record MapRequest(string? Bound, IReadOnlyList<string> Asked, string? Preferred, string? Tenant)
{
    /// <summary>The most letters of its text.</summary>
    public const int MaxText = 256;

    public const string Form = "it is some of `bound=TIER`, `asks=TIER+TIER`, `prefers=TIER` and `of=TENANT`, with `;` between";

    /// <summary>All tiers that it names.</summary>
    public IEnumerable<string> Tiers => Asked.Concat(new[] { Bound, Preferred }.OfType<string>());

    /// <summary>The request that a text says, or null where it says none.</summary>
    public static MapRequest? Parse(string text)
    {
        if (text.Length is 0 or > MaxText) return null;
        var request = new MapRequest(null, [], null, null);
        foreach (var part in text.Split(';'))
        {
            if (part.Split('=') is not [var word, var value] || !value.Split('+').All(name => AgentName.IsValid(name))) return null;
            var isOne = AgentName.IsValid(value);
            switch (word)
            {
                case "bound" when isOne && request.Bound is null: request = request with { Bound = value }; break;
                case "asks" when request.Asked.Count == 0: request = request with { Asked = value.Split('+') }; break;
                case "prefers" when isOne && request.Preferred is null: request = request with { Preferred = value }; break;
                case "of" when isOne && request.Tenant is null: request = request with { Tenant = value }; break;
                default: return null;
            }
        }

        return request;
    }
}
