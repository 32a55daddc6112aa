using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>Passes along a queue of a reclaimer.</summary>
internal sealed partial class PolicyWriter
{
    private void BeginQueue(TickPlan tick, QueueWalkPlan queue, string limit)
    {
        _writer.Line($"var next = {Along(tick, queue, "0")};");
        _writer.Line("var page = frames[next].Page;");
        _writer.Line($"long left = {limit};");
    }

    /// <summary>The next page is read before the rules run, since they may take this one off its queue.</summary>
    private void StepAlong(TickPlan tick, QueueWalkPlan queue)
    {
        _writer.Line("var frame = next;");
        _writer.Comment("The page that came next is not on the queue any more: the pass ends.");
        _writer.Line($"if (frames[frame].Queue != {queue.Queue + 1} || frames[frame].Page != page) return;");
        _writer.Line($"next = {Along(tick, queue, "frame")};");
        _writer.Line("page = frames[next].Page;");
        _writer.Line("left -= frames.PagesOf(frame);");
    }

    private string Along(TickPlan tick, QueueWalkPlan queue, string frame)
    {
        var section = _plan.Reclaim.First(r => r.Tier == tick.Over[0]);
        return $"{_names.Orders[section.Tier]}.{new ReclaimerNames(section.Reclaimer).Walk[queue.Queue]}(frames, {frame}, towardsFront: {CSharpText.Bool(queue.TowardsFront)})";
    }
}
