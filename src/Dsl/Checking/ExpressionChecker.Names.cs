using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

internal sealed partial class ExpressionChecker
{
    private Operand Word(WordSyntax w)
    {
        switch (w.Text)
        {
            case "true":
                return new TypedOperand(w.Span, Fold.True);
            case "false":
                return new TypedOperand(w.Span, Fold.False);
            case "none":
                return new NoneOperand(w.Span);
            case "long" or "short":
                return PinClass(w);
        }

        if (scope.Names.Use(w.Text) is { } symbol) return Named(symbol, w.Span);
        if (scope.Hierarchy is not null || scope.Sees(Sight.Request) || !scope.Sees(Sight.Queues))
        {
            if (PageNames.Find(w.Text, scope.Sight) is { } builtIn) return BuiltIn(builtIn, w.Span);
            if (Array.IndexOf(TypeNames.Kinds, w.Text) >= 0) return Kind(w.Text, w.Span);
        }
        else if (w.Text == "capacity")
        {
            return new TypedOperand(w.Span, new CapacityExpr());
        }
        else if (Array.IndexOf(TypeNames.Kinds, w.Text) >= 0)
        {
            return Kind(w.Text, w.Span);
        }
        else if (PageNames.IsTaken(w.Text))
        {
            return ForReclaimer(w);
        }

        return BadWithHelp(DiagnosticRules.UnknownName, w.Span, w.Text == "not" ? NotHelp : Meant(w.Text), w.Text);
    }

    /// <summary>What a frame says of its page; the rest belongs to a policy.</summary>
    private Operand ForReclaimer(WordSyntax w)
    {
        if (Array.IndexOf(PageNames.OfFrames, w.Text) < 0)
            return BadWithHelp(DiagnosticRules.NotVisible, w.Span,
                $"a reclaimer sees its own fields of a page, and {Help.List(PageNames.OfFrames)}", w.Text, scope.Where);
        if (scope.Sees(Sight.Identity) && !scope.Sees(Sight.Frame))
            return BadWithHelp(DiagnosticRules.PageOnItsWay, w.Span, null, w.Text, PageOnItsWay(scope));
        return See(Sight.Frame, w.Span, PageNames.Find(w.Text, Sight.Page)!.Make!(1, 1));
    }

    private const string NotHelp = "`not` is written `!`";

    /// <summary>A thousand unknown names are no misspellings; so many could not be compared with all the known ones in time either.</summary>
    private const int MaxUnknown = 1000;

    private string? Meant(string word) => scope.File.Bag.Items.Count >= MaxUnknown ? null : Help.DidYouMean(word, KnownNames())
        ?? (Suggestions.Nearest(word, scope.Names.Names<BudgetSymbol>()) is { } near ? $"did you mean `{near}`?" : Elsewhere.Name(word)) ?? Help.DidYouMean(word, ["true", "false"]);

    private IEnumerable<string> KnownNames()
    {
        var names = scope.Names.All.Where(s => s is not (StoreSymbol or GroupSymbol)).Select(s => s.Name);
        return scope.Sees(Sight.Queues) && scope.Hierarchy is null
            ? names.Concat(["capacity"]).Concat(PageNames.OfFrames).Concat(TypeNames.Kinds)
            : names.Concat(PageNames.VisibleIn(scope.Sight)).Concat(TypeNames.Kinds).Concat(["pinned"]);
    }

    private Operand Named(Symbol symbol, TextSpan span) => symbol switch
    {
        ParameterSymbol p => See(Sight.Parameters, span, new ParameterExpr(p.Type, p.Range, p.Index)),
        ArgumentSymbol a => new TypedOperand(span, new ConstantExpr(a.Type, a.Value)),
        FieldSymbol f => See(Sight.Page, span, new FieldExpr(f.Type, f.Range, f.Index)),
        TierSymbol t => new TypedOperand(span, new ConstantExpr(ValueType.Tier, t.Index)),
        AgentSymbol a => new TypedOperand(span, new ConstantExpr(ValueType.Agent, a.Index)),
        TenantSymbol t => new TypedOperand(span, new ConstantExpr(ValueType.Tenant, t.Index)),
        LetSymbol l => Let(l, span),
        CellSymbol => Read(new WordSyntax(span, symbol.Name), span),
        TestPageSymbol p => TestPage(p, span),
        BrokenSymbol => new BadOperand(span),
        _ => BadWithHelp(DiagnosticRules.WrongSort, span, FormOf(symbol), symbol.Name, symbol.What, "a value"),
    };

    private static string? FormOf(Symbol symbol) => symbol switch
    {
        GroupSymbol => $"to ask whether the page is in one of its tiers write `in {symbol.Name}`",
        BudgetSymbol => $"a budget is read as {Help.List(MemberNames.Budget.Keys.Select(k => symbol.Name + "." + k))}",
        GhostSymbol => $"to ask whether the page is in it write `page in {symbol.Name}`",
        QueueArraySymbol => $"the pages on one of them are `{symbol.Name}[0].count`",
        QueueSymbol => $"the pages on a queue are `{symbol.Name}.count`",
        _ => null,
    };

    private Operand See(Sight needed, TextSpan span, Expr expr) =>
        scope.Sees(needed) ? new TypedOperand(span, expr) : NotVisible(span, needed);

    private BadOperand NotVisible(TextSpan span, Sight needed) => IsUnobserved(needed)
        ? BadWithHelp(DiagnosticRules.NotObserved, span, WhoTells(needed), Source(span), scope.Where)
        : BadWithHelp(DiagnosticRules.NotVisible, span, WhyNotVisible(needed), Source(span), scope.Where);

    /// <summary>It would be seen here, if the observers told of it.</summary>
    private bool IsUnobserved(Sight needed) => scope.Sees(Sight.Narrowed) && (needed & ~Sight.Access) == 0;

    /// <summary>Which observers know a thing about an access.</summary>
    public static string WhoTells(Sight needed) =>
        $"it is told by {Help.List(Observers.Tellers(needed).Select(o => o.Form))}; an accessed bit tells only that the page was accessed";

    private string? WhyNotVisible(Sight needed) => needed switch
    {
        Sight.Victim => "only `or exchange when` knows of a page that another is exchanged for",
        Sight.Incoming => "it belongs to the page on its way, which only `victim` sees",
        Sight.Page when scope.Sees(Sight.Identity) => "a ghost knows which page it is, and its own fields",
        Sight.Page or Sight.Identity or Sight.Frame when scope.Names.All.OfType<TestPageSymbol>().FirstOrDefault() is { } page => $"it belongs to a page: write `{page.Name}.` before it",
        Sight.Page or Sight.Identity or Sight.Frame => "it belongs to a page, and there is none here",
        Sight.Pin => "it belongs to a pin that is asked for; of a page that is pinned write `pinned long`",
        Sight.Event or Sight.Write or Sight.Latency => "it belongs to an access",
        Sight.Delay => "it belongs to a hint fault",
        Sight.Request => "it belongs to a request, which only placement sees",
        Sight.Parameters or Sight.Machine => "only numbers can stand here",
        _ => null,
    };

    private Operand Let(LetSymbol let, TextSpan span)
    {
        var (operand, problem) = scope.Lets?.Get(let, scope) ?? default;
        if (operand is null) return new BadOperand(span);
        if (problem is not null && operand is BadOperand)
        {
            // What is wrong everywhere was reported where the `let` stands; what is wrong only here is reported here.
            if (problem.Rule == DiagnosticRules.NotVisible || problem.Rule == DiagnosticRules.NotObserved)
            {
                BadWithHelp(problem.Rule, span,
                    $"it reads `{problem.Arguments[0]}`" + Because(problem.Help), let.Name, scope.Where);
            }

            return new BadOperand(span);
        }

        return operand with { Span = span };
    }

    private static string Because(string? help) =>
        help?.StartsWith("it ", StringComparison.Ordinal) == true ? ", which " + help.Substring(3) : "";

    private Operand BuiltIn(BuiltInName name, TextSpan span)
    {
        if (name.Make(scope.AgentCount, scope.TierCount) is PageExpr { Property: PageProperty.Young } young)
            return Kept(ObserverKind.AccessedBit, -1, span, young);
        if (name.NeedsHuge && scope.Hierarchy is { HugeBytes: 0 } none)
            return BadWithHelp(DiagnosticRules.NoHugePages, span, Help.DeclareHuge, name.Name, none.Name);
        if (!scope.Sees(name.Needs)) return NotVisible(span, name.Needs);
        var made = name.Make(scope.AgentCount, scope.TierCount);
        return new TypedOperand(span, made.Type == ValueType.Tenant ? made with { Range = Tenants } : made);
    }

    /// <summary>A page may have no tenant.</summary>
    private ValueRange Tenants => new(-1, scope.TenantCount - 1);

    private Operand Kind(string name, TextSpan span)
    {
        var index = Array.IndexOf(TypeNames.Kinds, name);
        if (index >= 0) return new TypedOperand(span, new ConstantExpr(ValueType.Kind, index));
        return BadWithHelp(DiagnosticRules.UnknownWord, span,
            Help.DidYouMeanOneOf(name, TypeNames.Kinds, "the kinds"), name, "a kind of page");
    }

    private Operand Request(RequestSyntax r)
    {
        var property = r.Verb.Text switch
        {
            "bound" => RequestProperty.BoundTo,
            "asks" => RequestProperty.AsksFor,
            _ => RequestProperty.Prefers,
        };
        var ofPage = !scope.Sees(Sight.Request);
        if (ofPage && (!scope.Sees(Sight.Page) || scope.Hierarchy is null)) return NotVisible(r.Span, Sight.Request);
        if (new NameResolver(scope).Tier(r.Tier) is not { } tier) return new BadOperand(r.Span);
        if (scope.Hierarchy is { } h && !h.Tiers[tier].Bind)
            return BadWithHelp(DiagnosticRules.CannotBeNamed, r.Tier.Span,
                $"`{r.Tier.Text}` has `bind no`; a rule, a driver or a hint can send a page there", r.Tier.Text);
        return new TypedOperand(r.Span, new RequestExpr(ValueType.Bool, ValueRange.Bool, property, tier) { OfPage = ofPage });
    }
}
