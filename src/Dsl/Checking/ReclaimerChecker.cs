using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks one reclaimer with all its arguments fixed.</summary>
internal sealed class ReclaimerChecker
{
    private static readonly string[] Hooks = ["insert", "access", "victim", "remove"];

    private readonly FileContext _file;
    private readonly ReclaimerSyntax _syntax;
    private readonly SymbolTable _names = new();
    private readonly List<string> _queues = [];
    private readonly Hands _hands;
    private readonly FieldChecker _fields;

    private ReclaimerChecker(FileContext file, ReclaimerSyntax syntax)
    {
        _file = file;
        _syntax = syntax;
        _hands = new Hands(file);
        _fields = new FieldChecker(file, _names, null, inReclaimer: true);
    }

    public static ReclaimerPlan? Check(
        FileContext file, ReclaimerSyntax syntax, IReadOnlyList<ReclaimerArgument> arguments, bool fromLibrary) =>
        new ReclaimerChecker(file, syntax).Check(arguments, fromLibrary);

    private ReclaimerPlan? Check(IReadOnlyList<ReclaimerArgument> arguments, bool fromLibrary)
    {
        var before = _file.Bag.Items.Count;
        foreach (var a in arguments) _names.Declare(new ArgumentSymbol(a.Syntax.Name, _file, a.Type, a.Value));
        Declare();
        var hooks = HookBodies();
        var bodies = Hooks.ToDictionary(h => h, h => Body(h, hooks), StringComparer.Ordinal);
        Require(hooks, bodies["insert"]);
        var hands = _hands.Plans(reportUnused: !HasErrorsIn(_syntax.Span));
        if (_file.Bag.Items.Skip(before).Any(d => d.Severity == Severity.Error)) return null;
        var name = ReclaimerNames.Of(_syntax.Name.Text, arguments);
        return new ReclaimerPlan(
            _file.Namespace, _syntax.Name.Text, name.Instance, name.Display, _syntax.Doc, fromLibrary,
            arguments.Select(a => new ReclaimerArgumentPlan(a.Syntax.Name.Text, a.Type, a.Value)).ToEquatableArray(),
            _queues.ToEquatableArray(), hands, _fields.Fields.ToEquatableArray(), StateBytes: 0, bodies["insert"],
            bodies["access"], bodies["victim"], bodies["remove"], _file.Origin(_syntax.Span));
    }

    private void Declare()
    {
        foreach (var member in _syntax.Members)
        {
            switch (member)
            {
                case QueueSyntax { Length: not null } q:
                    _file.NotBuilt(DiagnosticRules.QueueArrayNotBuilt, q.Length.Span, $"queue {q.Name.Text}[…]");
                    _names.Declare(new BrokenSymbol(q.Name, _file, "a queue"));
                    break;
                case QueueSyntax { Name.Text.Length: > 0 } q:
                    if (!_names.Declare(new QueueSymbol(q.Name, _file, _queues.Count))) break;
                    _queues.Add(q.Name.Text);
                    if (_queues.Count == Limits.Queues + 1)
                        _file.Report(DiagnosticRules.TooManyQueues, q.Name.Span, q.Name.Text, $"{_queues.Count}", $"{Limits.Queues}");
                    break;
                case HandSyntax { Name.Text.Length: > 0 } h:
                    if (_names.Declare(new HandSymbol(h.Name, _file, _hands.Count))) _hands.Add(h.Name);
                    break;
                case GhostSyntax g:
                    _file.NotBuilt(DiagnosticRules.GhostNotBuilt, new TextSpan(g.Span.Start, "ghost".Length), "ghost");
                    if (g.Name.Text.Length > 0) _names.Declare(new BrokenSymbol(g.Name, _file, "a ghost"));
                    break;
                case PageBlockSyntax block:
                    _fields.Add(block);
                    break;
                case HookSyntax or QueueSyntax or HandSyntax:
                    break;
                default:
                    Nodes.Misplaced(_file, member, "a reclaimer");
                    break;
            }
        }
    }

    private Dictionary<string, HookSyntax> HookBodies()
    {
        var hooks = new Dictionary<string, HookSyntax>(StringComparer.Ordinal);
        foreach (var hook in _syntax.Members.OfType<HookSyntax>())
        {
            if (hook.Name.Text == "miss")
                _file.NotBuilt(DiagnosticRules.MissNotBuilt, hook.Name.Span);
            else if (hooks.TryGetValue(hook.Name.Text, out var first))
                _file.ReportWithHelp(DiagnosticRules.DuplicateSection, hook.Name.Span,
                    $"the first one is {_file.PlaceOf(_file, first.Span)}", hook.Name.Text);
            else hooks.Add(hook.Name.Text, hook);
        }

        return hooks;
    }

    private EquatableArray<Stmt> Body(string name, Dictionary<string, HookSyntax> hooks)
    {
        if (!hooks.TryGetValue(name, out var hook)) return [];
        var isVictim = name == "victim";
        var sight = isVictim ? Sight.Queues : Sight.Queues | Sight.Page;
        var scope = new Scope(_file, _names, sight, $"`{name}`");
        return new ReclaimerStatementChecker(scope, _hands, isVictim, inScan: false).Check(hook.Body);
    }

    private void Require(Dictionary<string, HookSyntax> hooks, EquatableArray<Stmt> insert)
    {
        if (HierarchyChecker.HasSyntaxErrors(_file, _syntax.Span)) return;
        var hasOtherQueues = _syntax.Members.Any(m => m is UnsupportedSyntax or QueueSyntax { Length: not null });
        if (_queues.Count == 0)
        {
            if (!hasOtherQueues && !HasErrorsIn(_syntax.Span)) _file.ReportWithHelp(DiagnosticRules.NoQueue, _syntax.Name.Span, "add `queue order;`", _syntax.Name.Text);
            return;
        }

        foreach (var name in new[] { "insert", "victim" })
            if (!hooks.ContainsKey(name))
                _file.ReportWithHelp(DiagnosticRules.MissingHook, _syntax.Name.Span, name == "insert"
                        ? $"add `insert {{ {_queues[0]}.push_front(page); }}`"
                        : $"add `victim {{ scan {_queues[0]} from back {{ evict; }} }}`",
                    _syntax.Name.Text, name);
        if (hooks.TryGetValue("insert", out var hook) && !AlwaysPushes(insert) && !HasErrorsIn(hook.Span))
            _file.ReportWithHelp(DiagnosticRules.InsertLeavesPage, hook.Name.Span,
                $"end it with `{_queues[0]}.push_front(page);`");
    }

    private bool HasErrorsIn(TextSpan span) => _file.Bag.Items.Any(d =>
        d.Severity == Severity.Error && d.Span.Start >= span.Start && d.Span.End <= span.End);

    /// <summary>On every way through, the last word on the page's queue is a push.</summary>
    private static bool AlwaysPushes(EquatableArray<Stmt> statements)
    {
        var pushed = false;
        foreach (var statement in statements)
        {
            pushed = statement switch
            {
                PushStmt => true,
                UnlinkStmt => false,
                IfStmt i => Branch(i.Then, pushed) && Branch(i.Otherwise, pushed),
                _ => pushed,
            };
        }

        return pushed;

        static bool Branch(EquatableArray<Stmt> body, bool before) =>
            AlwaysPushes(body) || (before && !body.Any(s => s is UnlinkStmt or IfStmt));
    }
}
