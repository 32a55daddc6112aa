using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks one reclaimer with all its arguments fixed.</summary>
internal sealed partial class ReclaimerChecker
{
    private static readonly string[] Hooks = ["miss", "insert", "access", "trim", "victim", "remove"];

    private readonly FileContext _file;
    private readonly ReclaimerSyntax _syntax;
    /// <summary>What stays as it is: sizes and starting values are worked out from it alone.</summary>
    private readonly SymbolTable _arguments = new();
    private readonly SymbolTable _names;
    private readonly List<string> _queues = [];

    /// <summary>As an author writes it.</summary>
    private string FirstQueue => _syntax.Members.OfType<QueueSyntax>().FirstOrDefault() is { Length: not null } array && $"{array.Name.Text}0" == _queues[0] ? $"{array.Name.Text}[0]" : _queues[0];
    private readonly List<(int Queue, BucketsSyntax Syntax)> _buckets = [];
    private readonly List<BucketsPlan> _bucketPlans = [];
    private readonly List<GhostPlan> _ghosts = [];
    private readonly List<SymbolTable> _ghostFields = [];
    private readonly StateChecker _state;
    private readonly List<EveryHookPlan> _every = [];
    private readonly Hands _hands;
    private readonly FieldChecker _fields;

    private ReclaimerChecker(FileContext file, ReclaimerSyntax syntax)
    {
        _file = file;
        _syntax = syntax;
        _names = new SymbolTable(_arguments);
        _hands = new Hands(file);
        _state = new StateChecker(file, _names, null, "a reclaimer's state");
        _fields = new FieldChecker(file, _names, null, "a reclaimer's fields");
    }

    public static ReclaimerPlan? Check(
        FileContext file, ReclaimerSyntax syntax, IReadOnlyList<ReclaimerArgument> arguments, bool fromLibrary) =>
        new ReclaimerChecker(file, syntax).Check(arguments, fromLibrary);

    private ReclaimerPlan? Check(IReadOnlyList<ReclaimerArgument> arguments, bool fromLibrary)
    {
        var before = _file.Bag.Items.Count;
        foreach (var a in arguments) _arguments.Declare(new ArgumentSymbol(a.Syntax.Name, _file, a.Type, a.Value));
        Declare();
        _state.Finish(Starting(), _fields);
        foreach (var (queue, syntax) in _buckets) Resolve(queue, syntax);
        for (var i = 0; i < _ghosts.Count; i++) _ghosts[i] = GhostFields.Complete(_file, _ghosts[i], _ghostFields[i], _names);
        var hooks = HookBodies();
        var bodies = Hooks.ToDictionary(h => h, h => Body(h, hooks), StringComparer.Ordinal);
        foreach (var every in _syntax.Members.OfType<EveryHookSyntax>()) Every(every);
        Require(hooks, bodies["insert"]);
        if (hooks.TryGetValue("miss", out var miss) && AlwaysRefuses(bodies["miss"]) && !HasErrorsIn(miss.Span))
            _file.ReportWithHelp(DiagnosticRules.AdmitsNothing, miss.Name.Span, "say when: `if (…) { refuse; }`", _syntax.Name.Text);
        if (hooks.TryGetValue("trim", out var trim) && !Evicts(trim.Body) && !HasErrorsIn(trim.Span))
            _file.ReportWithHelp(DiagnosticRules.TrimsNothing, trim.Name.Span,
                _queues.Count > 0 ? $"write `scan {FirstQueue} from back {{ evict; }}` in it, or leave it out" : null);
        var hands = _hands.Plans(reportUnused: !HasErrorsIn(_syntax.Span));
        if (_file.Bag.Items.Skip(before).Any(d => d.Severity == Severity.Error)) return null;
        var name = ReclaimerNames.Of(_syntax.Name.Text, arguments);
        var plan = new ReclaimerPlan(
            _file.Namespace, _syntax.Name.Text, name.Instance, name.Display, _syntax.Doc, fromLibrary,
            arguments.Select(a => new ReclaimerArgumentPlan(a.Syntax.Name.Text, a.Type, a.Value)).ToEquatableArray(),
            _queues.ToEquatableArray(), hands, _fields.Fields.ToEquatableArray(), StateBytes: 0, bodies["insert"],
            bodies["access"], bodies["victim"], bodies["remove"], _file.Origin(_syntax.Span))
        {
            Buckets = _bucketPlans.ToEquatableArray(),
            Ghosts = _ghosts.ToEquatableArray(),
            State = _state.Cells.ToEquatableArray(),
            Decays = _fields.Decays.ToEquatableArray(),
            Every = _every.ToEquatableArray(),
            Miss = bodies["miss"],
            Trim = bodies["trim"],
        };
        return StateLimit.IsKept(_file, _syntax.Name, ReclaimerLayout.Place(plan.Fields, plan.Decays).StateBytes) ? plan : null;
    }

    private void Declare()
    {
        foreach (var member in _syntax.Members)
        {
            switch (member)
            {
                case QueueSyntax { Name.Text.Length: > 0 } q:
                    Declare(q);
                    break;
                case HandSyntax { Name.Text.Length: > 0 } h:
                    if (_names.Declare(new HandSymbol(h.Name, _file, _hands.Count))) _hands.Add(h.Name);
                    break;
                case BucketsSyntax { Name.Text.Length: > 0 } b:
                    Declare(b);
                    break;
                case GhostSyntax { Name.Text.Length: > 0 } g:
                    Declare(g);
                    break;
                case PolicyStateSyntax block:
                    _state.Declare(block);
                    break;
                case HookSyntax or EveryHookSyntax or PageBlockSyntax or QueueSyntax or BucketsSyntax or HandSyntax or GhostSyntax:
                    break;
                default:
                    Nodes.Misplaced(_file, member, "a reclaimer");
                    break;
            }
        }

        // Last, because fields may halve on an epoch of the state.
        foreach (var block in _syntax.Members.OfType<PageBlockSyntax>()) _fields.Add(block);
    }

    private void Declare(QueueSyntax q)
    {
        var first = _queues.Count;
        if (q.Length is null)
        {
            if (!_names.Declare(new QueueSymbol(q.Name, _file, first))) return;
            _queues.Add(q.Name.Text);
        }
        else
        {
            var length = Starting().Constant(q.Length, ValueType.Count);
            if (length is < 1 or > Limits.Queues)
                _file.ReportWithHelp(DiagnosticRules.BadQueueCount, q.Length.Span, $"it has 1 to {Limits.Queues}", $"{length}");
            if (length is not (>= 1 and <= Limits.Queues))
            {
                _names.Declare(new BrokenSymbol(q.Name, _file, "an array of queues"));
                return;
            }

            if (!_names.Declare(new QueueArraySymbol(q.Name, _file, first, (int)length))) return;
            for (var i = 0; i < length; i++) _queues.Add($"{q.Name.Text}{i}");
        }

        Limit(q.Name, first);
    }

    private void Declare(BucketsSyntax b)
    {
        if (!_names.Declare(new QueueSymbol(b.Name, _file, _queues.Count) { IsBuckets = true })) return;
        _buckets.Add((_queues.Count, b));
        _queues.Add(b.Name.Text);
        Limit(b.Name, _queues.Count - 1);
    }

    /// <summary>The field may stand behind the buckets, so it is looked up when all is declared.</summary>
    private void Resolve(int queue, BucketsSyntax b)
    {
        if (b.Field.Text.Length == 0 || new NameResolver(_file, _names).Field(b.Field) is not { } field) return;
        if (field.Type != ValueType.Count)
        {
            _file.ReportWithHelp(DiagnosticRules.BucketsByNoCount, b.Field.Span, "declare it as `u1` to `u32`", b.Field.Text,
                TypeNames.WithArticle(field.Type));
            return;
        }

        _bucketPlans.Add(new BucketsPlan(queue, field.Index, _fields.Fields.Count));
        _fields.Fields.Add(new FieldPlan($"{b.Name.Text}_bucket", "", ValueType.Count, new ValueRange(0, uint.MaxValue),
            FieldChecker.Unplaced(32), -1, Hidden: true, ""));
    }

    private void Limit(NameSyntax name, int before)
    {
        if (before <= Limits.Queues && _queues.Count > Limits.Queues)
            _file.Report(DiagnosticRules.TooManyQueues, name.Span, name.Text, $"{Limits.Queues + 1}", $"{Limits.Queues}");
    }

    private void Declare(GhostSyntax g)
    {
        var (names, fields) = GhostFields.Declare(_file, g, _arguments);
        var capacity = Starting().Require(g.Capacity, ValueType.Count);
        if (capacity is null)
            _names.Declare(new BrokenSymbol(g.Name, _file, "a ghost"));
        else if (_names.Declare(new GhostSymbol(g.Name, _file, _ghosts.Count) { Fields = names }))
        {
            _ghostFields.Add(names);
            _ghosts.Add(new GhostPlan(g.Name.Text, capacity, _file.Source(g.Span))
            {
                Fields = fields.Select(f => new GhostFieldPlan(f, -1)).ToEquatableArray(),
            });
        }
    }

    /// <summary>Expressions over the arguments and the capacity, which are known before any page comes.</summary>
    private ExpressionChecker Starting() => new(new Scope(_file, _arguments, Sight.Queues, "a reclaimer's declarations"));

    private Dictionary<string, HookSyntax> HookBodies()
    {
        var hooks = new Dictionary<string, HookSyntax>(StringComparer.Ordinal);
        foreach (var hook in _syntax.Members.OfType<HookSyntax>())
        {
            if (hooks.TryGetValue(hook.Name.Text, out var first))
                _file.ReportWithHelp(DiagnosticRules.DuplicateSection, hook.Name.Span,
                    $"the first one is {_file.PlaceOf(_file, first.Span)}", hook.Name.Text).Relate(_file, first.Span, "the first one");
            else hooks.Add(hook.Name.Text, hook);
        }

        return hooks;
    }

    private EquatableArray<Stmt> Body(string name, Dictionary<string, HookSyntax> hooks)
    {
        if (!hooks.TryGetValue(name, out var hook)) return [];
        var sight = Sight.Queues | name switch
        {
            "miss" => Sight.Page | Sight.Identity,
            "victim" => Sight.Incoming,
            "trim" => Sight.Constant,
            _ => Sight.Resident,
        };
        var scope = new Scope(_file, _names, sight, $"`{name}`");
        return new ReclaimerStatementChecker(scope, _hands, name, inScan: false).Check(hook.Body);
    }

    private void Require(Dictionary<string, HookSyntax> hooks, EquatableArray<Stmt> insert)
    {
        if (HierarchyChecker.HasSyntaxErrors(_file, _syntax.Span)) return;
        var hasOtherQueues = _syntax.Members.Any(m => m is UnsupportedSyntax);
        if (_queues.Count == 0)
        {
            if (!hasOtherQueues && !HasErrorsIn(_syntax.Span)) _file.ReportWithHelp(DiagnosticRules.NoQueue, _syntax.Name.Span, "add `queue order;`", _syntax.Name.Text);
            return;
        }

        foreach (var name in new[] { "insert", "victim" })
            if (!hooks.ContainsKey(name))
                _file.ReportWithHelp(DiagnosticRules.MissingHook, _syntax.Name.Span, name == "insert"
                        ? $"add `insert {{ {FirstQueue}.push_front(page); }}`"
                        : $"add `victim {{ scan {FirstQueue} from back {{ evict; }} }}`",
                    _syntax.Name.Text, name);
        if (hooks.TryGetValue("insert", out var hook) && !AlwaysPushes(insert) && !HasErrorsIn(hook.Span))
            _file.ReportWithHelp(DiagnosticRules.InsertLeavesPage, hook.Name.Span,
                $"end it with `{FirstQueue}.push_front(page);`");
    }

    /// <summary>No way through ends without <c>refuse</c>.</summary>
    private static bool AlwaysRefuses(EquatableArray<Stmt> statements) => statements.Any(s => s switch
    {
        RefuseStmt => true,
        IfStmt i => AlwaysRefuses(i.Then) && AlwaysRefuses(i.Otherwise),
        _ => false,
    });

    /// <summary>The word stands there, whatever the arguments leave of it.</summary>
    private static bool Evicts(IEnumerable<SyntaxNode> statements) => statements.Any(s => s switch
    {
        WordStatementSyntax { Word.Text: "evict" } => true,
        IfSyntax i => Evicts(i.Then) || Evicts(i.Otherwise),
        ForSyntax loop => Evicts(loop.Body),
        ScanSyntax scan => Evicts(scan.Body),
        _ => false,
    });

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
