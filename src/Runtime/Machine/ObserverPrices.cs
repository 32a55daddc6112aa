namespace CdmPolicy;

/// <summary>What observation costs the machine, ns of CPU time.</summary>
/// <remarks>Assumed round numbers of the right order of magnitude; <c>docs/model.md</c> says what each stands for.</remarks>
public static class ObserverPrices
{
    /// <summary>To take one hardware sample out of the buffer: the interrupt's share and the handling of its record.</summary>
    public const long SampleNs = 250;

    /// <summary>To read one page's accessed bit in a walk of the page table, and to clear it where it is set.</summary>
    public const long AccessedBitNs = 20;

    /// <summary>To unmap one page in a walk, its share of flushing the TLBs included.</summary>
    public const long UnmapNs = 50;

    /// <summary>To take one hint fault: enter the kernel, map the page again, return.</summary>
    public const long HintFaultNs = 1000;

    /// <summary>To find one page by its number, clear its accessed bit and read it a sampling interval later.</summary>
    public const long RegionCheckNs = 100;

    /// <summary>A device reports a page when it has counted so many accesses to it, and again after as many more.</summary>
    public const long AccessesOfCounterRecord = 256;

    /// <summary>To fetch one such report and to note it.</summary>
    public const long CounterRecordNs = 250;
}
