using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Parts of hierarchies under other names.</summary>
internal static class HierarchySlips
{
    public const string HelpForTier = "did you mean `tier`? memory is a `tier`, who accesses it an `agent`, what lies behind it a `store`";

    /// <summary><c>zone cxl0 : cxl { … }</c>: nothing but a tier has this shape, and an agent if its kind is one of agents.</summary>
    public static bool IsTier(TokenInput at)
    {
        if (at.Next.Kind != TokenKind.Word || at.Next.Next.Kind != TokenKind.Colon) return false;
        var kind = at.Next.Next.Next;
        if (kind.Kind != TokenKind.Word || kind.Next.Kind != TokenKind.OpenBrace) return false;
        var heads = HierarchyGrammar.HierarchyMembers;
        if (heads.Knows(at.Word) || at.Word is "node" or "level" || kind.Is("device")) return false;
        return heads.Nearest(at.Word) is null && (TierKinds.Names.Contains(kind.Word) || !Agents.Contains(at.Word));
    }

    public static readonly HashSet<string> Agents = new(["cpu", "processor", "core", "initiator", "device", "accelerator", "gpu"], StringComparer.Ordinal);

    /// <summary>The end of an agent that has no block.</summary>
    public static Parser<Body> NoBlock(string after) => input =>
    {
        input.At().State.CouldBe(input.At(), "`{`");
        return Tokens.End(after).Select(end => new Body([], end))(input);
    };
}
