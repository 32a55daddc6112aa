using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>The statements of one hook of a reclaimer.</summary>
/// <param name="searches">The hook looks for a victim, so that <c>keep</c> applies and <c>evict</c> may stand in it.</param>
internal sealed class HookWriter(CodeWriter writer, ReclaimerPlan plan, ReclaimerNames names, bool searches)
{
    private readonly Stack<OpenScan> _scans = new();

    /// <summary>The hook is <c>miss</c>: there is no frame yet.</summary>
    public bool Misses { get; init; }

    /// <summary>Fields of the page on its way that are forgotten when it is refused.</summary>
    public IReadOnlyList<int> Incoming { get; init; } = [];

    /// <returns>Where the page is afterwards.</returns>
    public QueuePlaces Write(IEnumerable<Stmt> statements, string page, QueuePlaces places)
    {
        foreach (var statement in statements)
        {
            if (statement.Source.Length > 0) writer.Comment(statement.Source);
            places = Write(statement, page, places);
        }

        return places;
    }

    private QueuePlaces Write(Stmt statement, string page, QueuePlaces places)
    {
        var expressions = new ExpressionWriter(new ReclaimerScope(names, page) { Misses = Misses });
        switch (statement)
        {
            case AssignStmt assign:
                var value = Saturated.Write(expressions, assign.Value, plan.Fields[assign.Field]);
                Map(assign, Misses
                    ? $"{names.Incoming[assign.Field]} = {value};"
                    : $"{names.Fields.Setters[assign.Field]}(frames, {page}, {value});");
                return places;
            case StateStmt state:
                Map(state, $"{names.State[state.State]} = {expressions.Write(state.Value)};");
                return places;
            case GhostStmt ghost:
                var argument = ghost.Operation == GhostOperation.Drop ? "" : Misses ? ReclaimerNames.Number : $"frames[{page}].Page";
                Map(ghost, $"{names.Ghosts[ghost.Ghost]}.{ghost.Operation}({argument});");
                return places;
            case IfStmt branch:
                return WriteIf(branch, expressions.Write(branch.Condition), page, places);
            case PushStmt push:
                WritePush(push, page, places);
                return QueuePlaces.On(push.Queue);
            case UnlinkStmt unlink:
                WriteUnlink(unlink.Queue, page, places);
                return places.Without(unlink.Queue);
            case ScanStmt scan:
                WriteScan(scan, page, expressions);
                return QueuePlaces.After([scan], places);
            case EvictStmt:
                WriteEvict(page);
                return places;
            case RefuseStmt:
                foreach (var field in Incoming) writer.Line($"{names.Incoming[field]} = {ReclaimerWriter.Initial(plan.Fields[field])};");
                writer.Line("return false;");
                return places;
            case StopStmt:
                writer.Line($"{_scans.Peek().Page} = {_scans.Peek().Next};");
                writer.Line("break;");
                return places;
            default:
                throw new InvalidOperationException($"no C# for {statement.GetType().Name} in a reclaimer");
        }
    }

    private QueuePlaces WriteIf(IfStmt branch, string condition, string page, QueuePlaces places)
    {
        Map(branch, $"if ({condition})");
        QueuePlaces after;
        using (writer.Braces()) after = Write(branch.Then, page, places);
        if (branch.Otherwise.Count == 0) return after.Or(places);
        using (writer.Block("else")) return after.Or(Write(branch.Otherwise, page, places));
    }

    private void WritePush(PushStmt push, string page, QueuePlaces places)
    {
        var queue = names.Queues[push.Queue];
        if (plan.BucketsOf(push.Queue) is { } buckets)
        {
            WriteFile(push, buckets, page, places);
            return;
        }

        if (places.Only == push.Queue)
        {
            Move();
        }
        else if (!places.CanBeOn(push.Queue))
        {
            Come();
        }
        else
        {
            // Most hits find their page where it should go, often at the front already.
            using (writer.Block($"if (frames[{page}].Queue == {push.Queue + 1})")) Move();
            using (writer.Block("else")) Come();
        }

        MoveOwnHand(page);

        void Move()
        {
            Leave(push.Queue, page);
            Map(push, $"{queue}.MoveTo{End(push)}(frames, {page});");
        }

        void Come()
        {
            Detach(page, places.NotOn(push.Queue));
            Map(push, $"{queue}.Push{End(push)}(frames, {page}, {push.Queue + 1});");
        }
    }

    private static string End(PushStmt push) => push.Front ? "Front" : "Back";

    /// <summary>A page that is on another queue, or on none, stays where it is.</summary>
    private void WriteUnlink(int queue, string page, QueuePlaces places)
    {
        if (!places.CanBeOn(queue)) return;
        if (places.Only == queue)
        {
            Take();
            return;
        }

        using (writer.Block($"if (frames[{page}].Queue == {queue + 1})")) Take();

        void Take()
        {
            Detach(page, QueuePlaces.On(queue));
            MoveOwnHand(page);
        }
    }

    private void WriteFile(PushStmt push, BucketsPlan buckets, string page, QueuePlaces places)
    {
        var queue = names.Queues[push.Queue];
        var filed = $"{names.Fields.Names[buckets.Field]}(frames, {page}), front: {CSharpText.Bool(push.Front)}, ref {Link(buckets, page)}";
        if (places.Only != push.Queue) Detach(page, places);
        Map(push, places.Only == push.Queue
            ? $"{queue}.Move(frames, {page}, {filed});"
            : $"{queue}.Push(frames, {page}, {push.Queue + 1}, {filed});");
        MoveOwnHand(page);
    }

    private string Link(BucketsPlan buckets, string page) => $"frames.State<int>({page}, {plan.Fields[buckets.Link].Location.Offset})";

    /// <summary>Puts a page of the queue at its front; one that is filed by a value, at the front of those with that value.</summary>
    public void Spare(int queue, string page, bool toFront = true)
    {
        if (plan.BucketsOf(queue) is { } buckets) writer.Line($"{names.Queues[queue]}.Spare(frames, {page}, {Link(buckets, page)});");
        else writer.Line($"{names.Queues[queue]}.MoveTo{(toFront ? "Front" : "Back")}(frames, {page});");
    }

    /// <summary>Takes the page off the queue it is on, knowing where it can be.</summary>
    public void Detach(string page, QueuePlaces places)
    {
        if (places.OnlyNone) return;
        if (places.Only is var only and >= 0)
        {
            Leave(only, page);
            var link = plan.BucketsOf(only) is { } buckets ? ", " + Link(buckets, page) : "";
            writer.Line($"{names.Queues[only]}.Unlink(frames, {page}{link});");
        }
        else
        {
            writer.Line($"{names.Detach}(frames, {page});");
        }
    }

    private void Leave(int queue, string page)
    {
        if (plan.Hands.Any(h => h.Queue == queue)) writer.Line($"{names.Leave[queue]}(frames, {page});");
    }

    /// <summary>A scan keeps its hand in a local; unlinking its page moves it like any other hand.</summary>
    private void MoveOwnHand(string page)
    {
        foreach (var scan in _scans)
            if (scan.Page == page && scan.Local is not null) writer.Line($"{scan.Local} = {scan.Next};");
    }

    private void WriteEvict(string page)
    {
        foreach (var scan in _scans)
            if (scan.Statement.Hand >= 0) writer.Line($"{names.Hands[scan.Statement.Hand]} = {scan.Local ?? scan.Page};");
        if (plan.Remove.Count > 0) writer.Line($"{names.Victim} = {page};");
        writer.Line($"return {page};");
    }

    private void WriteScan(ScanStmt scan, string page, ExpressionWriter expressions)
    {
        var suffix = _scans.Count == 0 ? "" : (_scans.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var queue = names.Queues[scan.Queue];
        var (current, next, left) = ("page" + suffix, "next" + suffix, "left" + suffix);
        var moves = ExpressionFacts.All(scan.Body).Any(s => s is PushStmt or UnlinkStmt);
        var open = new OpenScan(scan, current, next, scan.Hand >= 0 && moves ? "hand" + suffix : null);
        writer.Comment(BoundText(scan));
        using (writer.Braces())
        {
            writer.Line($"var {current} = {(scan.Hand >= 0 ? names.Hands[scan.Hand] : "0")};");
            using (writer.Block($"for (var {left} = {Bound(scan, queue, expressions)}; {left} > 0; {left}--)"))
            {
                writer.Line($"if ({current} == 0 && ({current} = {queue}.{(scan.TowardsFront ? "Back" : "Front")}) == 0) break;");
                writer.Line(plan.BucketsOf(scan.Queue) is { } buckets
                    ? $"var {next} = {queue}.After(frames, {current}, {Link(buckets, current)});"
                    : $"var {next} = frames[{current}].{(scan.TowardsFront ? "Previous" : "Next")};");
                if (searches) WriteKeep(scan, current, next);
                if (open.Local is not null) writer.Line($"var {open.Local} = {current};");
                _scans.Push(open);
                Write(scan.Body, current, QueuePlaces.On(scan.Queue));
                _scans.Pop();
                if (!Leaves(scan.Body)) writer.Line($"{current} = {next};");
            }

            if (scan.Hand >= 0)
            {
                writer.Line();
                writer.Line($"{names.Hands[scan.Hand]} = {current};");
            }
        }
    }

    private void WriteKeep(ScanStmt scan, string current, string next)
    {
        using (writer.Block($"if (TKeep.Active && keep.Keeps({current}))"))
        {
            Leave(scan.Queue, current);
            Spare(scan.Queue, current, scan.TowardsFront);
            writer.Line($"{current} = {next};");
            writer.Line("continue;");
        }

        writer.Line();
    }

    private string Bound(ScanStmt scan, string queue, ExpressionWriter expressions)
    {
        // A queue has fewer than 2^31 pages; only absurd factors can leave 63 bits.
        var bound = scan.StepFactor switch
        {
            1 => $"(long){queue}.Count",
            <= int.MaxValue => $"(long){queue}.Count * {CSharpText.Number(scan.StepFactor)}",
            _ => $"{Runtime.Saturating}.Product({queue}.Count, {CSharpText.Number(scan.StepFactor)}, 1)",
        };
        return scan.AtMost is null ? bound : $"{Runtime.Math}.Min({bound}, {expressions.Write(scan.AtMost)})";
    }

    private static string BoundText(ScanStmt scan) =>
        (scan.StepFactor == 1 ? "At most one step for each page on the queue" : $"At most {CSharpText.Number(scan.StepFactor)} steps for each page on the queue")
        + (scan.AtMost is null ? "." : ", and the author's limit.");

    /// <summary>No path reaches the end of the statements.</summary>
    public static bool Leaves(IReadOnlyList<Stmt> statements) => statements.Any(s => s switch
    {
        EvictStmt or StopStmt or RefuseStmt => true,
        IfStmt branch => Leaves(branch.Then) && Leaves(branch.Otherwise),
        _ => false,
    });

    private void Map(Stmt statement, string text)
    {
        if (plan.FromLibrary) writer.Line(text);
        else writer.Mapped(statement.Origin, text);
    }

    /// <param name="Page">The variable with the frame the scan is at.</param>
    /// <param name="Next">The variable with the frame after it.</param>
    /// <param name="Local">The variable with the hand, where the body can move the page away; else null.</param>
    private sealed record OpenScan(ScanStmt Statement, string Page, string Next, string? Local);
}
