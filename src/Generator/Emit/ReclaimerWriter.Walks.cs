using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>What lets passes of a policy walk a queue; nothing where none does.</summary>
internal sealed partial class ReclaimerWriter
{
    private void WriteWalks()
    {
        for (var queue = 0; queue < _plan.Queues.Count; queue++)
        {
            if ((_plan.Walked >> queue & 1) == 0) continue;
            var (name, buckets) = (_names.Queues[queue], _plan.BucketsOf(queue));
            _writer.Line();
            _writer.Line("/// <summary>The frame behind another one on the queue, or behind none: the one at the end where the walk begins; 0 for no more.</summary>");
            _writer.Line($"public readonly int {_names.Walk[queue]}({ReclaimerNames.Frames} frames, int frame, bool towardsFront) =>");
            using (_writer.Indent())
            {
                _writer.Line(buckets is null
                    ? $"frame == 0 ? (towardsFront ? {name}.Back : {name}.Front) : towardsFront ? frames[frame].Previous : frames[frame].Next;"
                    : $"frame == 0 ? {name}.Back : {name}.After(frames, frame, frames.State<int>(frame, {_plan.Fields[buckets.Link].Location.Offset}));");
            }
        }
    }
}
