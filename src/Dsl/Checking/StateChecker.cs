using System.Globalization;
using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// Checks the <c>state</c> blocks of a policy or of a reclaimer. In two steps, because page fields may halve on an epoch, and a histogram is
/// of a page field: first the names, then what stands behind them.
/// </summary>
/// <param name="hierarchy">Null in a reclaimer, which has only a tier's pages around it.</param>
internal sealed class StateChecker(FileContext file, SymbolTable names, HierarchyPlan? hierarchy, string where)
{
    private const int MostElements = 65_536;

    private readonly ExpressionChecker _constants =
        new(new Scope(file, names, Sight.Constant, where, hierarchy));

    private readonly List<(CellSyntax Syntax, CellPlan Plan)> _cells = [];

    public List<CellPlan> Cells { get; } = [];

    public void Declare(PolicyStateSyntax block)
    {
        var owner = CellOwner.Policy;
        if (hierarchy is null && block.Per is { Text.Length: > 0 } per)
        {
            file.ReportWithHelp(DiagnosticRules.MisplacedConstruct, per.Span, "a reclaimer is one tier's, and its state that tier's: write `state { … }`",
                $"per {per.Text}", "a reclaimer");
            return;
        }

        switch (block.Per?.Text)
        {
            case null or "":
                break;
            case "tier":
                owner = CellOwner.Tier;
                break;
            case "agent":
                owner = CellOwner.Agent;
                break;
            case "tenant":
                owner = CellOwner.Tenant;
                break;
            default:
                file.ReportWithHelp(DiagnosticRules.UnknownWord, block.Per.Span,
                    Help.DidYouMeanOneOf(block.Per.Text, ["tier", "agent", "tenant"], "there is state"), block.Per.Text,
                    "what a policy has state for");
                return;
        }

        foreach (var node in block.Cells)
        {
            if (node is CellSyntax { Name.Text.Length: > 0 } cell) Declare(cell, owner);
            else if (node is not CellSyntax) Nodes.Misplaced(file, node, "a `state` block");
        }
    }

    /// <summary>The second step: values at the start, and the fields of histograms.</summary>
    /// <param name="starting">What is known at the start.</param>
    public void Finish(ExpressionChecker starting, FieldChecker fields)
    {
        foreach (var (syntax, plan) in _cells)
        {
            var whole = plan.Kind == CellKind.Histogram ? HistogramChecker.Finish(file, names, fields, syntax, plan) : plan;
            Cells.Add(syntax.Initial is null ? whole : whole with { Initial = Initial(starting, syntax.Initial, plan.Type) });
        }
    }

    private void Declare(CellSyntax cell, CellOwner owner)
    {
        var name = Named(cell.Name, owner);
        var plan = IsTaken(cell.Name, owner) ? null : Plan(cell, owner);
        if (plan is null) names.Declare(new BrokenSymbol(name, file, "a value of the state"));
        else if (names.Declare(new CellSymbol(name, file, _cells.Count, plan))) _cells.Add((cell, plan));
    }

    /// <summary>What each tier has is known by a name with a dot, which nothing else can have.</summary>
    private static NameSyntax Named(NameSyntax name, CellOwner owner) => owner switch
    {
        CellOwner.Tier => name with { Text = "tier." + name.Text },
        CellOwner.Agent => name with { Text = "agent." + name.Text },
        CellOwner.Tenant => name with { Text = "tenant." + name.Text },
        _ => name,
    };

    private bool IsTaken(NameSyntax name, CellOwner owner)
    {
        var (taken, what) = owner switch
        {
            CellOwner.Tier => (name.Text is "mine" or "latency" or "traffic" || MemberNames.Tier.ContainsKey(name.Text), "tiers"),
            CellOwner.Agent => (MemberNames.Device.Contains(name.Text)
                || hierarchy!.Agents.Any(a => a.Stats.Any(s => s.Name == name.Text)), "agents"),
            _ => (false, ""),
        };
        if (taken)
            file.ReportWithHelp(DiagnosticRules.DuplicateName, name.Span, $"{what} have a member of that name", name.Text);
        return taken;
    }

    private CellPlan? Plan(CellSyntax cell, CellOwner owner)
    {
        var kind = cell.Type.Text switch
        {
            "average" => CellKind.Average,
            "histogram" => CellKind.Histogram,
            "epoch" => CellKind.Epoch,
            _ => CellKind.Value,
        };
        if (Length(cell, kind) is not { } length || !Fits(cell, kind, owner)) return null;
        var plan = new CellPlan(cell.Name.Text, cell.Doc, kind, ValueType.Count, owner, length, null, file.Source(cell.Span));
        return kind switch
        {
            CellKind.Average => Average(cell, plan),
            CellKind.Histogram => HistogramChecker.Begin(file, _constants, cell, plan),
            CellKind.Epoch => Arguments(cell, 0) ? plan : null,
            _ => Arguments(cell, 0) && Type(cell.Type) is { } type ? plan with { Type = type } : null,
        };
    }

    private int? Length(CellSyntax cell, CellKind kind)
    {
        if (cell.Length is null) return 0;
        if (kind != CellKind.Value)
        {
            file.ReportWithHelp(DiagnosticRules.MisplacedConstruct, cell.Length.Span, "arrays are of values",
                "[" + file.Source(cell.Length.Span) + "]", $"`{cell.Type.Text}`");
            return null;
        }

        if (Positive.Constant(_constants, file, cell.Length, ValueType.Count, "the length of an array") is not { } length) return null;
        if (length <= MostElements) return (int)length;
        file.Report(DiagnosticRules.OutOfRange, cell.Length.Span, file.Source(cell.Length.Span),
            "1.." + MostElements.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    private bool Fits(CellSyntax cell, CellKind kind, CellOwner owner)
    {
        if (hierarchy is null && kind == CellKind.Histogram)
        {
            file.ReportWithHelp(DiagnosticRules.MisplacedConstruct, cell.Type.Span, "`buckets` file pages by a field, and queues have a count",
                cell.Type.Text, "a reclaimer");
            return false;
        }

        var help = (kind, owner) switch
        {
            (CellKind.Epoch, not CellOwner.Policy) => "an epoch is one for the whole policy: put it into a plain `state` block",
            (CellKind.Histogram, CellOwner.Agent) => "no agent has pages; a histogram stands in `state`, in `state per tier` or in `state per tenant`",
            _ => null,
        };
        if (help is not null)
            file.ReportWithHelp(DiagnosticRules.MisplacedConstruct, cell.Type.Span, help, cell.Type.Text,
                $"`state per {owner.ToString().ToLowerInvariant()}`");
        else if (kind is CellKind.Epoch or CellKind.Histogram && cell.Initial is not null)
            file.ReportWithHelp(DiagnosticRules.MisplacedConstruct, cell.Initial.Span, "it begins empty, or at 0",
                "= " + file.Source(cell.Initial.Span), $"`{cell.Type.Text}`");
        else return true;
        return false;
    }

    private CellPlan? Average(CellSyntax cell, CellPlan plan)
    {
        if (!Arguments(cell, 2)) return null;
        if (cell.Arguments[0] is not WordSyntax word)
        {
            file.ReportWithHelp(DiagnosticRules.UnknownType, cell.Arguments[0].Span, "write `average(time, 1/32)`",
                file.Source(cell.Arguments[0].Span));
            return null;
        }

        var type = Type(new NameSyntax(word.Span, word.Text));
        if (type is { } found && !TypeNames.IsNumeric(found))
        {
            file.ReportWithHelp(DiagnosticRules.UnknownType, word.Span, "an average is of numbers", word.Text);
            return null;
        }

        if (_constants.Constant(cell.Arguments[1], ValueType.Ratio) is not { } weight || type is null) return null;
        if (weight is > 0 and <= Fold.Billion) return plan with { Type = type.Value, Weight = weight };
        file.ReportWithHelp(DiagnosticRules.OutOfRange, cell.Arguments[1].Span,
            "a new value counts for more than nothing, and at most for all", file.Source(cell.Arguments[1].Span), "0%..100%");
        return null;
    }

    private bool Arguments(CellSyntax cell, int count)
    {
        if (cell.Arguments.Count == count) return !cell.Arguments.Any(a => a is ErrorExpressionSyntax);
        file.ReportWithHelp(DiagnosticRules.WrongArgumentCount, cell.Type.Span, count == 0 ? null : "write `average(time, 1/32)`",
            cell.Type.Text, count == 0 ? "no arguments" : $"{count} arguments",
            cell.Arguments.Count.ToString(CultureInfo.InvariantCulture));
        return false;
    }

    private ValueType? Type(NameSyntax name)
    {
        if (name.Text.Length == 0) return null;
        if (TypeNames.Find(name.Text) is { } type)
        {
            if (hierarchy is not null || !TypeNames.HasNone(type)) return type;
            file.ReportWithHelp(DiagnosticRules.TypeNotAllowed, name.Span, TypeChecker.KnowsNoNames, "a value of a reclaimer", TypeNames.WithArticle(type));
            return null;
        }

        file.ReportWithHelp(DiagnosticRules.UnknownType, name.Span,
            Elsewhere.Type(name.Text) ?? Help.DidYouMeanOneOf(name.Text, TypeNames.All.Concat(["average", "histogram", "epoch"]), "the types of state"), name.Text);
        return null;
    }

    /// <summary>The machine stands still: what it will do cannot be asked yet.</summary>
    private Expr? Initial(ExpressionChecker checker, ExpressionSyntax syntax, ValueType type)
    {
        if (checker.Require(syntax, type) is not { } value) return null;
        if (!PlanExpressions.Parts(value).Any(e => e is StatExpr or BudgetExpr or EventExpr or CellExpr or FitExpr
                or LatencyExpr or TrafficExpr or MovesPendingExpr)) return value;
        file.ReportWithHelp(DiagnosticRules.NotConstant, syntax.Span, "at the start there are parameters and the sizes of tiers",
            file.Source(syntax.Span));
        return null;
    }
}
