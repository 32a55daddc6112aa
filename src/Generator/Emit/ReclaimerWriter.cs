using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A reclaimer as a struct over intrusive queues, generic over the layout of the frames it runs on.</summary>
internal sealed partial class ReclaimerWriter
{
    private const string Keep = "TKeep";

    private readonly CodeWriter _writer;
    private readonly ReclaimerPlan _plan;
    private readonly ReclaimerNames _names;
    private readonly QueuePlaces _resident;
    private readonly int[] _incoming;

    private ReclaimerWriter(CodeWriter writer, ReclaimerPlan plan)
    {
        _writer = writer;
        _plan = plan;
        _names = new ReclaimerNames(plan);
        _resident = QueuePlaces.Resident(plan);
        _incoming = [.. Enumerable.Range(0, plan.Fields.Count).Where(IsIncoming)];
    }

    public static void Write(CodeWriter writer, ReclaimerPlan plan) => new ReclaimerWriter(writer, plan).Write();

    private void Write()
    {
        _writer.Lines(CSharpText.Summary(_plan.Doc));
        _writer.Line($"/// <remarks>{CSharpText.Xml(_plan.Display)}</remarks>");
        _writer.Line($"{(_plan.FromLibrary ? "internal" : "public")} struct {_names.Type}<{ReclaimerNames.Layout}> : {Runtime.IReclaimer}<{ReclaimerNames.Layout}>");
        using (_writer.Indent()) _writer.Line($"where {ReclaimerNames.Layout} : struct, {Runtime.FrameLayout}");
        using (_writer.Braces())
        {
            WriteState();
            WritePrefetch();
            WriteMiss();
            WriteInsert();
            WriteAccess();
            if (ExpressionFacts.Trims(_plan)) WriteTrim();
            WriteVictim();
            WriteRemove();
            WriteDetach();
            if (_plan.HasMemory) WriteRelease();
            WriteClocks();
            WriteWalks();
            _names.Fields.Write(_writer);
            _names.Fields.WriteBegin(_writer);
            foreach (var ghost in _names.Ghosts)
            {
                ghost.WriteFields(_writer);
                if (ghost.Copies) ghost.WriteCopies(_writer, _plan.Fields, _names, MissUsesGhosts);
            }
        }
    }

    private void WriteState()
    {
        for (var i = 0; i < _plan.Queues.Count; i++) _writer.Line($"private {(_plan.BucketsOf(i) is null ? Runtime.PageQueue : Runtime.BucketQueue)} {_names.Queues[i]};");
        for (var i = 0; i < _plan.Hands.Count; i++) _writer.Line($"private int {_names.Hands[i]};");
        foreach (var ghost in _names.Ghosts) ghost.WriteDeclaration(_writer);

        _names.State.WriteFields(_writer);
        foreach (var epoch in _names.Fields.Epochs) _writer.Line($"private uint {epoch};");
        foreach (var (value, field) in _names.Settled.All) _writer.Line($"private {(value.Type == ValueType.Bool ? "bool" : "long")} {field};");
        foreach (var field in _incoming) _writer.Line($"private {FieldWriter.Type(_plan.Fields[field])} {_names.Incoming[field]};");
        var needsCapacity = ExpressionFacts.Any(_plan.Statements, e => e is CapacityExpr)
            || _plan.Ghosts.Select(g => g.Capacity).Concat(_plan.State.Select(s => s.Initial).OfType<Expr>())
                .Any(start => ExpressionFacts.Any(start, e => e is CapacityExpr));
        if (needsCapacity) _writer.Line($"private long {ReclaimerNames.Capacity};");
        _writer.Line();
        _writer.Line($"public static int FieldBytes => {_plan.StateBytes};");
        _writer.Line();
        _writer.Line($"public static bool SeesAccess => {CSharpText.Bool(_plan.Access.Count > 0)};");
        if (MovesAccessed(_plan.Access))
        {
            _writer.Line();
            _writer.Line("public static bool MovesAccessed => true;");
        }

        if (_plan.Ghosts.Count > 0)
        {
            _writer.Line();
            _writer.Line("public static bool Remembers => true;");
        }

        if (ExpressionFacts.Refuses(_plan))
        {
            _writer.Line();
            _writer.Line("public static bool Refuses => true;");
        }

        if (ExpressionFacts.Trims(_plan))
        {
            _writer.Line();
            _writer.Line("public static bool Trims => true;");
        }

        _writer.Line();
        using (_writer.Block("public void Attach(long capacity, int pages)"))
        {
            _writer.Line("this = default;");
            if (needsCapacity) _writer.Line($"{ReclaimerNames.Capacity} = capacity;");
            foreach (var buckets in _plan.Buckets) _writer.Line($"{_names.Queues[buckets.Queue]} = new(capacity, pages);");
            var expressions = new ExpressionWriter(new ReclaimerScope(_names, "0"));
            var plain = new ExpressionWriter(new ReclaimerScope(_names, "0") { IsSettling = true });
            foreach (var (value, field) in _names.Settled.All) _writer.Line($"{field} = {plain.Write(value)};");
            foreach (var ghost in _names.Ghosts) ghost.WriteAttach(_writer, expressions);
            _names.State.WriteStart(_writer, expressions);
        }
    }

    private void WritePrefetch()
    {
        if (_plan.Ghosts.Count == 0) return;
        _writer.Line();
        _writer.Line(Runtime.Inline);
        using (_writer.Block($"public void Prefetch(int {ReclaimerNames.Number})"))
            foreach (var ghost in _names.Ghosts) _writer.Line($"{ghost.Name}.Prefetch({ReclaimerNames.Number});");
    }

    private void WriteMiss()
    {
        _writer.Line();
        _writer.Line(Runtime.Inline);
        using (_writer.Block($"public bool Miss({ReclaimerNames.Frames} frames, int {ReclaimerNames.Number})"))
        {
            var set = SetFirst(_plan.Miss, s => s is AssignStmt { Value: ConstantExpr or GhostRemoveExpr { Takes: false } or InGhostExpr });
            foreach (var field in _incoming)
                if (!set.Contains(field)) _writer.Line($"{_names.Incoming[field]} = {Initial(_plan.Fields[field])};");
            new HookWriter(_writer, _plan, _names, searches: false) { IsMiss = true, Incoming = ForgetsIncoming ? _incoming : [] }
                .Write(_plan.Miss, "0", QueuePlaces.None);
            if (!HookWriter.Leaves(_plan.Miss)) _writer.Line("return true;");
        }
    }

    private static bool MovesAccessed(IEnumerable<Stmt> statements) => statements.Any(statement => statement switch
    {
        PushStmt or UnlinkStmt => true,
        IfStmt branch => MovesAccessed(branch.Then) || MovesAccessed(branch.Otherwise),
        _ => false,
    });

    private void WriteInsert()
    {
        _writer.Line();
        using (_writer.Block($"public void Insert({ReclaimerNames.Frames} frames, int frame)"))
        {
            foreach (var begin in _names.Fields.Begin) _writer.Line($"{begin}(frames, frame);");
            var set = SetFirst(_plan.Insert, s => s is AssignStmt { Value: ConstantExpr });
            for (var i = 0; i < _plan.Fields.Count; i++)
            {
                var value = _incoming.Contains(i) ? _names.Incoming[i] : Initial(_plan.Fields[i]);
                if (!set.Contains(i) && !_plan.Fields[i].Hidden) _writer.Line($"{_names.Fields.Setters[i]}(frames, frame, {value});");
            }

            // Between this page and the next one, none is on its way.
            if (ForgetsIncoming)
                foreach (var field in _incoming) _writer.Line($"{_names.Incoming[field]} = {Initial(_plan.Fields[field])};");
            Hook().Write(_plan.Insert, "frame", QueuePlaces.None);
        }
    }

    private void WriteAccess()
    {
        _writer.Line();
        _writer.Line(Runtime.Inline);
        using (_writer.Block($"public void Access({ReclaimerNames.Frames} frames, int frame)"))
            Hook().Write(_plan.Access, "frame", _resident);
    }

    private void WriteTrim()
    {
        _writer.Line();
        _writer.Line($"public int Trim<{Keep}>({ReclaimerNames.Frames} frames, ref {Keep} keep)");
        using (_writer.Indent()) _writer.Line($"where {Keep} : struct, {Runtime.IKeep}");
        using (_writer.Braces())
        {
            new HookWriter(_writer, _plan, _names, searches: true).Write(_plan.Trim, "0", QueuePlaces.None);
            _writer.Line();
            _writer.Line("return 0;");
        }
    }

    private void WriteVictim()
    {
        _writer.Line();
        _writer.Line($"public int Victim<{Keep}>({ReclaimerNames.Frames} frames, ref {Keep} keep)");
        using (_writer.Indent()) _writer.Line($"where {Keep} : struct, {Runtime.IKeep}");
        using (_writer.Braces())
        {
            new HookWriter(_writer, _plan, _names, searches: true).Write(_plan.Victim, "0", QueuePlaces.None);
            _writer.Line();
            // What is passed on by reference lives in memory; only a copy does, so that the search keeps its count in a register.
            _writer.Line("var rest = keep;");
            _writer.Line($"var last = {_names.Last}(frames, ref rest);");
            _writer.Line("keep = rest;");
            _writer.Line("return last;");
        }

        WriteLast();
    }

    private void WriteLast()
    {
        _writer.Line();
        _writer.Comment("No scan ended with a victim: from the back of the first queue, at last also one that should be kept.");
        _writer.Line(Runtime.NoInline);
        _writer.Line($"private int {_names.Last}<{Keep}>({ReclaimerNames.Frames} frames, ref {Keep} keep)");
        using (_writer.Indent()) _writer.Line($"where {Keep} : struct, {Runtime.IKeep}");
        using (_writer.Braces())
        {
            using (_writer.Block($"for (var round = 0; round < ({Keep}.Active ? 2 : 1); round++)"))
            {
                for (var i = 0; i < _plan.Queues.Count; i++)
                {
                    var next = _plan.BucketsOf(i) is { } buckets
                        ? $"{_names.Queues[i]}.After(frames, page, {Hook().Link(buckets, "page")})"
                        : "frames[page].Previous";
                    using (_writer.Block($"for (var page = {_names.Queues[i]}.Back; page != 0; page = {next})"))
                        _writer.Line($"if (!{Keep}.Active || !keep.Keeps(page)) return page;");
                    _writer.Line();
                }

                _writer.Line("keep.GiveUp();");
            }

            _writer.Line();
            _writer.Line("return 0;");
        }
    }

    private void WriteRemove()
    {
        _writer.Line();
        using (_writer.Block($"public void Remove({ReclaimerNames.Frames} frames, int frame, bool chosen)"))
        {
            var places = _resident;
            if (_plan.Remove.Count > 0)
            {
                // The author's hook is for pages that leave for another reason than having been chosen here.
                using (_writer.Block("if (!chosen)"))
                    places = places.Or(Hook().Write(_plan.Remove, "frame", _resident));
                _writer.Line();
            }

            Hook().Detach("frame", places);
        }
    }

    private void WriteRelease()
    {
        _writer.Line();
        using (_writer.Block("public void Release()"))
        {
            foreach (var buckets in _plan.Buckets) _writer.Line($"{_names.Queues[buckets.Queue]}.Release();");
            foreach (var ghost in _names.Ghosts) _writer.Line($"{ghost.Name}.Release();");
        }
    }

    private void WriteDetach()
    {
        for (var queue = 0; queue < _plan.Queues.Count; queue++)
        {
            if (!HasHands(queue)) continue;
            _writer.Line();
            _writer.Comment("A hand whose page leaves goes on to the neighbour in its direction.");
            _writer.Line(Runtime.Inline);
            using (_writer.Block($"private void {_names.Leave[queue]}({ReclaimerNames.Frames} frames, int frame)"))
            {
                for (var hand = 0; hand < _plan.Hands.Count; hand++)
                {
                    if (_plan.Hands[hand].Queue != queue) continue;
                    var neighbour = _plan.Hands[hand].TowardsFront ? "Previous" : "Next";
                    _writer.Line($"if ({_names.Hands[hand]} == frame) {_names.Hands[hand]} = frames[frame].{neighbour};");
                }
            }
        }

        if (_plan.Queues.Count < 2 && _resident.Only >= 0) return;
        _writer.Line();
        using (_writer.Block($"private void {_names.Detach}({ReclaimerNames.Frames} frames, int frame)"))
        using (_writer.Block("switch (frames[frame].Queue)"))
        {
            for (var queue = 0; queue < _plan.Queues.Count; queue++)
            {
                _writer.Line($"case {queue + 1}:");
                using (_writer.Indent())
                {
                    Hook().Detach("frame", QueuePlaces.On(queue));
                    _writer.Line("break;");
                }
            }
        }
    }

    /// <summary>Somebody asks for the page on its way while there may be none.</summary>
    private bool ForgetsIncoming => ExpressionFacts.Any(_plan.Statements, e => e is IncomingExpr);

    private HookWriter Hook() => new(_writer, _plan, _names, searches: false);

    private bool HasHands(int queue) => _plan.Hands.Any(h => h.Queue == queue);

    /// <summary>A field that the page on its way has: <c>miss</c> sets it, or somebody asks for it.</summary>
    private bool IsIncoming(int field) =>
        ExpressionFacts.All(_plan.Miss).Any(s => s is AssignStmt assign && assign.Field == field)
        || _names.Ghosts.Any(g => g.Fields.Any(f => f.PageField == field)) && MissUsesGhosts
        || ExpressionFacts.Any(_plan.Miss, e => e is FieldExpr read && read.Field == field)
        || ExpressionFacts.Any(_plan.Statements, e => e is IncomingExpr read && read.Field == field);

    /// <summary>In <c>miss</c> the fields go to and from the page on its way.</summary>
    private bool MissUsesGhosts => ExpressionFacts.All(_plan.Miss).Any(s => s is GhostStmt { Operation: GhostOperation.Add or GhostOperation.Take })
        || ExpressionFacts.Any(_plan.Miss, e => e is GhostRemoveExpr { Takes: true });

    /// <summary>Fields that a hook sets before anything else, so that they need no zero before.</summary>
    private static HashSet<int> SetFirst(IEnumerable<Stmt> hook, Func<Stmt, bool> sets) =>
        new(hook.TakeWhile(sets).Cast<AssignStmt>().Select(s => s.Field));

    internal static string Initial(FieldPlan field) => field.Type switch
    {
        ValueType.Bool => "false",
        ValueType.Agent or ValueType.Tier => "-1",
        _ => "0",
    };
}
