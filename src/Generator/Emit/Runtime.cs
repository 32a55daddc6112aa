namespace CdmPolicy.Generator.Emit;

/// <summary>How generated code names the runtime's types: in full, so that no type of the author's can hide them.</summary>
internal static class Runtime
{
    private const string Policies = "global::CdmPolicy.Policies.";
    private const string Frames = "global::CdmPolicy.Frames.";

    public const string Model = "global::CdmPolicy.Model.";
    public const string Machine = "global::CdmPolicy.Machine";
    public const string WalkPosition = "global::CdmPolicy.WalkPosition";
    public const string Saturating = Policies + "Saturating";
    public const string Decay = Policies + "Decay";
    public const string Average = Policies + "Average";
    public const string Histogram = Policies + "Histogram";
    public const string BestPages = Policies + "BestPages";
    public const string Budget = Policies + "Budget";
    public const string TierOrder = Policies + "TierOrder";
    public const string PolicyEvents = Policies + "PolicyEvents";
    public const string PinVerdict = Policies + "PinVerdict";
    public const string Observation = Policies + "Observation";
    public const string Request = Policies + "Request";
    public const string IPolicy = Policies + "IPolicy";
    public const string IReclaimer = Policies + "IReclaimer";
    public const string IKeep = Policies + "IKeep";
    public const string KeepHeld = Policies + "KeepHeld";
    public const string KeepNothing = Policies + "KeepNothing";
    public const string PageQueue = Frames + "PageQueue";
    public const string BucketQueue = Frames + "BucketQueue";
    public const string GhostList = Frames + "GhostList";
    public const string GhostTable = Frames + "GhostTable";
    public const string PageKind = Frames + "PageKind";
    public const string FrameTable = Frames + "FrameTable";
    public const string FrameLayout = Frames + "IFrameLayout";
    public const string Library = "CdmPolicy.Library";
    public const string Math = "global::System.Math";

    public const string Inline = $"[{Services}MethodImpl({Services}MethodImplOptions.AggressiveInlining)]";
    public const string NoInline = $"[{Services}MethodImpl({Services}MethodImplOptions.NoInlining)]";

    private const string Services = "global::System.Runtime.CompilerServices.";
}
