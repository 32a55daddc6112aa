using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;
using static CdmPolicy.Dsl.Parsing.CommonGrammar;
using static CdmPolicy.Dsl.Parsing.Tokens;

namespace CdmPolicy.Dsl.Parsing;

/// <summary><c>file = [ namespace ] { declaration } ;</c></summary>
internal static class FileGrammar
{
    /// <summary><c>"namespace" name { "." name } ";" ;</c></summary>
    private static readonly Parser<NameSyntax> Namespace =
        from head in Head("namespace")
        from parts in SeparatedBy(Name("a name"), TokenKind.Dot)
        from end in Decide(at => at.Kind == TokenKind.OpenBrace ? Brace! : End("the namespace"))
        select Joined(parts.ToArray());

    /// <summary><c>namespace Memory {</c></summary>
    private static readonly Parser<int> Brace = input =>
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.Expected, "a namespace has no braces, it holds for the whole file: `namespace NAME;`", "`;` after the namespace", at.Found());
        return Success(at.EndBefore, at.Next);
    };

    private static readonly Members Declarations = new Members("a declaration")
        .Head("hierarchy", HierarchyGrammar.Hierarchy)
        .Head("policy", PolicyGrammar.Policy)
        .Head("reclaimer", ReclaimerGrammar.Reclaimer)
        .Head("workload", WorkloadGrammar.Workload)
        .Head("test", TestGrammar.Test)
        .Head("namespace", LateNamespace);

    /// <summary>A loop, not a combinator: it must go on after anything, to the end of the file.</summary>
    public static FileSyntax Parse(TokenInput at, TextSpan whole)
    {
        NameSyntax? name = null;
        if (at.Is("namespace"))
        {
            var result = Namespace(at);
            (name, at) = (result.Value, result.Remainder.At());
        }
        var items = new List<SyntaxNode>();
        // The brace that closes a namespace in braces belongs to the one that was reported.
        var braced = at.Index > 0 && at.State.At(at.Index - 1).Kind == TokenKind.OpenBrace;
        while (at.Kind != TokenKind.EndOfFile)
            {
            if (braced && at.Kind == TokenKind.CloseBrace)
            {
                braced = false;
                at = at.Next;
                continue;
            }

            at = at.Kind == TokenKind.CloseBrace
                ? Misplaced(at, items, DiagnosticRules.StrayBrace, null)
                : Declaration(at, items);
        }
        at.State.Allows.AddRange(at.State.TakeAllows());
        return new FileSyntax(whole, name, items.ToEquatableArray());
    }

    /// <summary>A member of a declaration outside of one: most likely a brace too many closed it.</summary>
    private static bool IsMember(TokenInput at) => at.Kind == TokenKind.Word && !Declarations.Knows(at.Word)
        && (PolicyGrammar.PolicyMembers.Knows(at.Word) || HierarchyGrammar.HierarchyMembers.Knows(at.Word)
            || ReclaimerGrammar.ReclaimerMembers.Knows(at.Word) || WorkloadGrammar.WorkloadMembers.Knows(at.Word)
            || TestGrammar.Steps.Knows(at.Word));

    /// <summary>After an error everything up to the next declaration is skipped: it has lost its context.</summary>
    private static TokenInput Declaration(TokenInput at, List<SyntaxNode> items)
    {
        if (IsMember(at)) return Misplaced(at, items, DiagnosticRules.UnknownHead, StrayBraces.Help, at.Word, "a declaration");
        var before = items.Count;
        var next = Blocks.ParseMember(at, Declarations, items);
        return items.Count > before && items[items.Count - 1] is ErrorSyntax ? SkipToDeclaration(next) : next;
    }

    private static TokenInput Misplaced(
        TokenInput at, List<SyntaxNode> items, DiagnosticRule rule, string? help, params string[] arguments)
    {
        at.State.Report(at, rule, help, arguments);
        at.State.Lost = LostNames.All;
        items.Add(new ErrorSyntax(at.Span));
        return SkipToDeclaration(at.Next);
    }

    private static TokenInput SkipToDeclaration(TokenInput at)
    {
        while (at.Kind != TokenKind.EndOfFile && !at.StartsDeclaration()) at = at.Next;
        return at;
    }

    private static IResult<SyntaxNode> LateNamespace(IInput input)
    {
        var at = input.At();
        at.State.Report(at, DiagnosticRules.MisplacedNamespace, null);
        var end = at.SkipConstruct();
        return Success(new ErrorSyntax(TextSpan.FromBounds(at.Span.Start, Math.Max(at.Span.End, end.EndBefore))), end);
    }

    private static NameSyntax Joined(NameSyntax[] parts) =>
        new(parts[0].Span.Cover(parts[parts.Length - 1].Span), string.Join(".", parts.Select(p => p.Text)));
}
