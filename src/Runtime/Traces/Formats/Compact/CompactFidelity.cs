namespace CdmPolicy.Traces;

/// <summary>The block that says what the events are worth; a trace of which nothing is known has none.</summary>
internal static class CompactFidelity
{
    private const int MaxText = 200;

    public static void Write(TraceFidelity fidelity, VarintWriter target)
    {
        target.Number((ulong)fidelity.Sampling);
        target.Text(fidelity.Granularity);
        target.Text(fidelity.Time);
    }

    public static TraceFidelity Read(IReadOnlyList<CompactBlock> blocks, string path)
    {
        if (blocks.Count == 0) return TraceFidelity.Unknown;
        var source = new VarintReader(blocks[0].Unpack(path));
        var fidelity = new TraceFidelity((TraceSampling)source.NumberUpTo((long)TraceSampling.Sampled), source.Text(MaxText), source.Text(MaxText));
        // The texts are shown to people as they are.
        var isPlain = !fidelity.Granularity.Any(char.IsControl) && !fidelity.Time.Any(char.IsControl);
        return source.Complete && isPlain && blocks.Count == 1 ? fidelity : throw blocks[0].Damaged(path);
    }
}
