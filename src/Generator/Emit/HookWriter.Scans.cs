using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>Walks over queues.</summary>
internal sealed partial class HookWriter
{
    private void WriteScan(ScanStmt scan, string page, ExpressionWriter expressions)
    {
        var suffix = _scans.Count == 0 ? "" : (_scans.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var queue = names.Queues[scan.Queue];
        var (current, next, left) = ("page" + suffix, "next" + suffix, "left" + suffix);
        var moves = ExpressionFacts.All(scan.Body).Any(s => s is PushStmt or UnlinkStmt);
        var open = new OpenScan(scan, current, next, scan.Hand >= 0 && moves ? "hand" + suffix : null);
        writer.Comment(BoundText(scan.StepFactor, scan.AtMost, "on the queue"));
        if (Drains(scan))
        {
            WriteDrain(scan, open, $"for (var {left} = {Bound(scan.StepFactor, scan.AtMost, queue, expressions)}; !TKeep.Active || {left} > 0; {left}--)");
            return;
        }

        using (writer.Braces())
        {
            writer.Line($"var {current} = {(scan.Hand >= 0 ? names.Hands[scan.Hand] : "0")};");
            using (writer.Block($"for (var {left} = {Bound(scan.StepFactor, scan.AtMost, queue, expressions)}; {left} > 0; {left}--)"))
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

    /// <summary>The next page is always the one at the end; steps count only for pages that are kept and stay on the queue.</summary>
    private void WriteDrain(ScanStmt scan, OpenScan open, string loop)
    {
        using (writer.Block(loop))
        {
            writer.Line($"var {open.Page} = {names.Queues[scan.Queue]}.{(scan.TowardsFront ? "Back" : "Front")};");
            writer.Line($"if ({open.Page} == 0) break;");
            WriteKeep(scan, open.Page, null);
            _scans.Push(open);
            Write(scan.Body, open.Page, QueuePlaces.On(scan.Queue));
            _scans.Pop();
        }
    }

    /// <summary>A search for a victim in which each page that is not kept leaves the queue.</summary>
    private bool Drains(ScanStmt scan) =>
        searches && scan is { AtMost: null, Hand: < 0 } && plan.BucketsOf(scan.Queue) is null
        && !ExpressionFacts.All(scan.Body).Any(s => s is ScanStmt or GhostScanStmt or StopStmt)
        && !QueuePlaces.After(scan.Body, QueuePlaces.On(scan.Queue)).CanBeOn(scan.Queue);

    private void WriteKeep(ScanStmt scan, string current, string? next)
    {
        using (writer.Block($"if (TKeep.Active && keep.Keeps({current}))"))
        {
            Leave(scan.Queue, current);
            Spare(scan.Queue, current, scan.TowardsFront);
            if (next is not null) writer.Line($"{current} = {next};");
            writer.Line("continue;");
        }

        writer.Line();
    }

    private static string Bound(long factor, Expr? atMost, string queue, ExpressionWriter expressions)
    {
        // A queue has fewer than 2^31 pages; only absurd factors can leave 63 bits.
        var bound = factor switch
        {
            1 => $"(long){queue}.Count",
            <= int.MaxValue => $"(long){queue}.Count * {CSharpText.Number(factor)}",
            _ => $"{Runtime.Saturating}.Product({queue}.Count, {CSharpText.Number(factor)}, 1)",
        };
        return atMost is null ? bound : $"{Runtime.Math}.Min({bound}, {expressions.Write(atMost)})";
    }

    private static string BoundText(long factor, Expr? atMost, string where) =>
        (factor == 1 ? $"At most one step for each page {where}" : $"At most {CSharpText.Number(factor)} steps for each page {where}")
        + (atMost is null ? "." : ", and the author's limit.");
}
