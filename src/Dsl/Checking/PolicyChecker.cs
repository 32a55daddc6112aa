using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks one <c>policy</c> against its hierarchy.</summary>
internal sealed class PolicyChecker
{
    private readonly FileContext _file;
    private readonly PolicySyntax _syntax;
    private readonly CheckedHierarchy _hierarchy;
    private readonly SymbolTable _names;
    private readonly ParameterChecker _parameters;
    private readonly FieldChecker _fields;
    private readonly StateChecker _state;
    private readonly List<(BudgetSyntax Syntax, string Name)> _budgets = [];
    private readonly List<LetSymbol> _lets = [];

    private PolicyChecker(FileContext file, PolicySyntax syntax, CheckedHierarchy hierarchy)
    {
        _file = file;
        _syntax = syntax;
        _hierarchy = hierarchy;
        _names = new SymbolTable(hierarchy.Names);
        _parameters = new ParameterChecker(file, _names, hierarchy);
        _fields = new FieldChecker(file, _names, hierarchy.Plan, "a policy's fields");
        _state = new StateChecker(file, _names, hierarchy.Plan, "a policy's state");
    }

    public static CheckedPolicy Check(
        FileContext file, PolicySyntax syntax, CheckedHierarchy hierarchy, ReclaimerCatalog reclaimers) =>
        new PolicyChecker(file, syntax, hierarchy).Check(reclaimers);

    private CheckedPolicy Check(ReclaimerCatalog reclaimers)
    {
        Declare();
        var lets = new LetTable(LetOrder.Sort(_lets));
        var context = new PolicyContext(_file, _hierarchy, _names, lets)
        {
            Labels = Suspensions.Labels(_syntax),
            Suspended = Suspensions.In(_syntax),
        };
        // First, because a `let` may read a budget, which is one of bytes or of time.
        var budgets = new BudgetChecker(context);
        foreach (var (budget, name) in _budgets) budgets.Named(budget, name);
        CheckLets(context);
        _state.Finish(context.Expressions(Sight.Parameters | Sight.Machine, "the start of a policy"), _fields);

        context.Observed = ObserverChecker.Check(context, _syntax.Members.OfType<ObserveSyntax>());
        var placement = Placement(context);
        var migration = new MigrationChecker(context);
        foreach (var section in Sections<MigrationSyntax>(s => s.Keyword)) migration.Check(section);
        var reclaim = new ReclaimChecker(context, reclaimers);
        foreach (var section in _syntax.Members.OfType<ReclaimSyntax>()) reclaim.Check(section);
        migration.FindQueues(reclaim.Plans);

        var pin = Sections<PinSyntax>(s => s.Keyword).Select(s => PinChecker.Check(context, s)).FirstOrDefault();

        var plan = new PolicyPlan(
            _file.Namespace, _syntax.Name.Text, _syntax.Doc, _hierarchy.Plan, _parameters.Parameters.ToEquatableArray(),
            context.Budgets.ToEquatableArray(), _fields.Decays.ToEquatableArray(), _fields.Fields.ToEquatableArray(),
            StateBytes: 0, IdleField: -1, ResidentField: -1, placement, migration.Access.ToEquatableArray(),
            migration.Fault.ToEquatableArray(), migration.Ticks.ToEquatableArray(), reclaim.Plans.ToEquatableArray(),
            context.Rules.Select(r => r.Plan).ToEquatableArray())
        {
            State = _state.Cells.ToEquatableArray(),
            Contracts = Contracts(context),
            Pin = pin,
            Observers = context.Observed.Plans,
            HintFault = migration.HintFault.ToEquatableArray(),
            Events = migration.Events.Select(e => new EventPlan(e.Kind, e.Hint, e.Handlers.ToEquatableArray())).ToEquatableArray(),
            WriteFault = migration.WriteFault.ToEquatableArray(),
        };
        CheckTouched(context, plan);
        return new CheckedPolicy(_syntax, _file, _hierarchy, plan, context.Rules, context.Lists, _names,
            migration.IsComplete, context.Observed) { Decided = context.Decided };
    }

    private void Declare()
    {
        foreach (var member in _syntax.Members)
        {
            switch (member)
            {
                case ParamSyntax param:
                    _parameters.Add(param);
                    break;
                case BudgetSyntax { Name.Text.Length: > 0 } budget:
                    if (_names.Declare(new BudgetSymbol(budget.Name, _file, _budgets.Count)))
                        _budgets.Add((budget, budget.Name.Text));
                    break;
                case LetSyntax { Name.Text.Length: > 0 } let:
                    var symbol = new LetSymbol(let.Name, _file, let);
                    if (_names.Declare(symbol)) _lets.Add(symbol);
                    break;
                case PolicyStateSyntax state:
                    _state.Declare(state);
                    break;
                case NeverSyntax or PageBlockSyntax or PlacementSyntax or MigrationSyntax or ReclaimSyntax or PinSyntax or BudgetSyntax or LetSyntax
                    or ObserveSyntax:
                    break;
                default:
                    Nodes.Misplaced(_file, member, "a policy");
                    break;
            }
        }

        foreach (var block in _syntax.Members.OfType<PageBlockSyntax>()) _fields.Add(block);
    }

    /// <summary>What is wrong with a <c>let</c> wherever it is used is reported where it stands.</summary>
    private void CheckLets(PolicyContext context)
    {
        var scope = context.Scope(Sight.Anything, "a `let`");
        foreach (var let in _lets)
            if (scope.Lets!.Get(let, scope).Problem is { } problem) _file.Bag.AddRange([problem]);
        var circular = new HashSet<string>(StringComparer.Ordinal);
        var onCircles = LetOrder.OnCircles(_lets, scope.Lets!.Ordered);
        foreach (var let in onCircles)
        {
            if (circular.Contains(let.Name) || LetOrder.Circle(let, onCircles) is not { } circle) continue;
            circular.UnionWith(circle);
            _file.ReportWithHelp(DiagnosticRules.CircularLet, let.Declaration.Span,
                circle.Count == 1 ? null : $"it goes round through {Help.List(circle.Skip(1))}", let.Name);
        }
    }

    /// <summary>An accessed bit is one for a whole huge page.</summary>
    private void CheckTouched(PolicyContext context, PolicyPlan plan)
    {
        if (!context.Observed.IsWhole || plan.Observers.Count == 0 || plan.Observers.Any(o => o.Kind != ObserverKind.AccessedBit)) return;
        if (!PlanExpressions.Of(plan).Any(e => e is PageExpr { Property: PageProperty.Touched })) return;
        _file.ReportWithHelp(DiagnosticRules.TouchedNotTold, _syntax.Members.OfType<ObserveSyntax>().First().Span,
            "an accessed bit is one for the whole page; add `observe sample 1 in 64;`");
    }

    private EquatableArray<ContractPlan> Contracts(PolicyContext context)
    {
        var conditions = context.Expressions(Sight.Pass, "a contract");
        return _syntax.Members.OfType<NeverSyntax>()
            .Select(n => (Syntax: n, Condition: conditions.Condition(n.Condition)))
            .Where(n => n.Condition is not null)
            .Select(n => new ContractPlan(_file.Source(n.Syntax.Span), _file.Origin(n.Syntax.Span), n.Condition!))
            .ToEquatableArray();
    }

    private EquatableArray<int> Placement(PolicyContext context)
    {
        var sections = Sections<PlacementSyntax>(s => s.Keyword);
        foreach (var section in sections) return PlacementChecker.Check(context, section);
        if (!HierarchyChecker.HasSyntaxErrors(_file, _syntax.Span))
            _file.ReportWithHelp(DiagnosticRules.NoPlacement, _syntax.Name.Span,
                "add `placement { rest: otherwise => fallback; }`", _syntax.Name.Text);
        return [];
    }

    /// <summary>The first section of its kind; more are reported.</summary>
    private List<T> Sections<T>(Func<T, NameSyntax> keyword)
        where T : SyntaxNode
    {
        var all = _syntax.Members.OfType<T>().ToArray();
        foreach (var other in all.Skip(1))
            _file.ReportWithHelp(DiagnosticRules.DuplicateSection, keyword(other).Span,
                $"the first one is {_file.PlaceOf(_file, all[0].Span)}", keyword(other).Text).Relate(_file, all[0].Span, "the first one");
        return all.Take(1).ToList();
    }
}
