using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>The statements of one hook of a reclaimer.</summary>
/// <param name="searches">The hook looks for a victim, so that <c>keep</c> applies and <c>evict</c> may stand in it.</param>
internal sealed partial class HookWriter(CodeWriter writer, ReclaimerPlan plan, ReclaimerNames names, bool searches)
{
    private readonly Stack<OpenScan> _scans = new();

    /// <summary>The hook is <c>miss</c>: outside of its scans the page has no frame yet.</summary>
    public bool IsMiss { get; init; }

    /// <summary>The variable with the number of the page, in a walk over a ghost.</summary>
    private string? _identity;

    private bool Misses => IsMiss && _scans.Count == 0;

    /// <summary>The variable with the page's number, where it has no frame; or null.</summary>
    private string? Number => _identity ?? (Misses ? ReclaimerNames.Number : null);

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
        var expressions = new ExpressionWriter(new ReclaimerScope(names, page) { Misses = Misses, Number = Number });
        switch (statement)
        {
            case AssignStmt assign:
                var value = Saturated.Write(expressions, assign.Value, plan.Fields[assign.Field]);
                if (!Misses && plan.Fields[assign.Field].Decay is >= 0 and var clock)
                    writer.Line($"{names.Fields.Settle[clock]}(frames, {page});");
                if (!Misses && Saturated.Steps(assign, plan.Fields[assign.Field]) is { } step)
                {
                    // A counter at its bound is not written: a hot page's line stays clean.
                    var now = $"{names.Fields.Names[assign.Field]}(frames, {page})";
                    Map(assign, $"if ({now} {step.Unless}) {names.Fields.Setters[assign.Field]}(frames, {page}, {now} {step.Step});");
                    return places;
                }

                Map(assign, Misses
                    ? $"{names.Incoming[assign.Field]} = {value};"
                    : $"{names.Fields.Setters[assign.Field]}(frames, {page}, {value});");
                return places;
            case CellStmt cell:
                Map(cell, $"{expressions.Cell(cell.Cell, cell.Place)} = {expressions.Write(cell.Value)};");
                return places;
            case AverageStmt average:
                Map(average, $"{expressions.Cell(average.Cell, [])}.Add({expressions.Write(average.Value)});");
                return places;
            case AdvanceStmt advance:
                var epoch = expressions.Cell(advance.Cell, []);
                Map(advance, $"{epoch}++;");
                for (var i = 0; i < plan.Decays.Count; i++)
                    if (plan.Decays[i].Epoch == advance.Cell) writer.Line($"{names.Fields.Epochs[i]} = (uint){epoch};");
                return places;
            case GhostStmt ghost:
                Map(ghost, GhostCall(ghost, page) + ";");
                return places;
            case GhostAssignStmt assign:
                var kept = Saturated.Write(expressions, assign.Value, plan.Ghosts[assign.Ghost].Fields[assign.Field].Field);
                Map(assign, $"{names.Ghosts[assign.Ghost].Setters[assign.Field]}({Number ?? $"frames[{page}].Page"}, {kept});");
                return places;
            case GhostScanStmt scan:
                WriteScan(scan, expressions);
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
                return QueuePlaces.Nowhere;
            case RefuseStmt:
                foreach (var field in Incoming) writer.Line($"{names.Incoming[field]} = {ReclaimerWriter.Initial(plan.Fields[field])};");
                writer.Line("return false;");
                return QueuePlaces.Nowhere;
            case StopStmt:
                writer.Line($"{_scans.Peek().Page} = {_scans.Peek().Next};");
                writer.Line("break;");
                return QueuePlaces.Nowhere;
            default:
                throw new InvalidOperationException($"no C# for {statement.GetType().Name} in a reclaimer");
        }
    }

    private string GhostCall(GhostStmt statement, string page)
    {
        var ghost = names.Ghosts[statement.Ghost];
        var number = Number ?? $"frames[{page}].Page";
        return statement.Operation switch
        {
            GhostOperation.Drop => $"{ghost.Name}.Drop()",
            GhostOperation.Take => ReclaimerScope.TakeCall(names, statement.Ghost, Misses, page, number),
            // What a walk over a ghost knows has no fields to copy.
            GhostOperation.Add when ghost.Copies && _identity is null => Misses ? $"{ghost.Add}({number})" : $"{ghost.Add}(frames, {page})",
            _ => $"{ghost.Name}.{statement.Operation}({number})",
        };
    }

    /// <summary>As a scan of a queue, but by numbers; the body may take the next one out too.</summary>
    private void WriteScan(GhostScanStmt scan, ExpressionWriter expressions)
    {
        var ghost = names.Ghosts[scan.Ghost].Name;
        var (current, next) = ("page", "next");
        writer.Comment(BoundText(scan.StepFactor, scan.AtMost, "in the ghost"));
        using (writer.Braces())
        {
            writer.Line($"var {current} = -1;");
            using (writer.Block($"for (var left = {Bound(scan.StepFactor, scan.AtMost, ghost, expressions)}; left > 0; left--)"))
            {
                writer.Line($"if (!{ghost}.Contains({current}) && ({current} = {ghost}.{(scan.TowardsFront ? "Oldest" : "Newest")}) < 0) break;");
                writer.Line($"var {next} = {ghost}.{(scan.TowardsFront ? "Newer" : "Older")}({current});");
                _scans.Push(new OpenScan(null, current, next, null));
                _identity = current;
                Write(scan.Body, current, QueuePlaces.None);
                _identity = null;
                _scans.Pop();
                if (!Leaves(scan.Body)) writer.Line($"{current} = {next};");
            }
        }
    }

    private QueuePlaces WriteIf(IfStmt branch, string condition, string page, QueuePlaces places)
    {
        Map(branch, $"if ({condition})");
        QueuePlaces after;
        using (writer.Braces()) after = Write(branch.Then, page, places.Where(branch.Condition, true));
        var otherwise = places.Where(branch.Condition, false);
        if (branch.Otherwise.Count == 0) return after.Or(otherwise);
        using (writer.Block("else")) return after.Or(Write(branch.Otherwise, page, otherwise));
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

    public string Link(BucketsPlan buckets, string page) => $"frames.State<int>({page}, {plan.Fields[buckets.Link].Location.Offset})";

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
            if (scan.Statement is { Hand: >= 0 }) writer.Line($"{names.Hands[scan.Statement.Hand]} = {scan.Local ?? scan.Page};");
        writer.Line($"return {page};");
    }

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
    private sealed record OpenScan(ScanStmt? Statement, string Page, string Next, string? Local);
}
