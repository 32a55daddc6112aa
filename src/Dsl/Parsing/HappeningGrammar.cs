using CdmPolicy.Dsl.Syntax;
using Sprache;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>What happens in workloads and tests beside accesses.</summary>
internal static class HappeningGrammar
{
    public static bool Begins(TokenInput at) =>
        at.Next.Kind == TokenKind.Word && at.Next.Word is "pins" or "unpins" or "hints" or "goes";

    /// <summary><c>agent "pins" name [ "long" | "short" ] ";" | agent "unpins" name ";" | agent "hints" hint name ";" | name "goes" ( "offline" | "online" ) ";" ;</c></summary>
    public static readonly Parser<SyntaxNode> Happening =
        from subject in AnyHead
        from verb in AnyHead
        from hint in Decide(at => verb.Keyword.Text == "hints" ? Name("the name of a hint") : Never<NameSyntax>()).Optional()
        from target in Decide(at => verb.Keyword.Text == "goes"
            ? Keyword("offline").Or(Keyword("online")).Or(Need("offline", " or `online`"))
            : Name("a region or a page"))
        from length in Decide(at => verb.Keyword.Text == "pins" ? Keyword("long").Or(Keyword("short")) : Never<NameSyntax>()).Optional()
        from end in End($"`{verb.Keyword.Text}`")
        select new HappeningSyntax(subject.To(end), subject.Keyword, verb.Keyword, target, hint.GetOrDefault() ?? length.GetOrDefault());
}
