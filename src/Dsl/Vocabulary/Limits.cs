namespace CdmPolicy.Dsl.Vocabulary;

/// <summary>How much of a thing there may be; each follows from the bits a page's entry has for it.</summary>
internal static class Limits
{
    /// <summary>Four bits of the header, less one value for "none".</summary>
    public const int Tiers = 15;

    /// <summary>An agent set is one 64-bit word.</summary>
    public const int Agents = 64;

    /// <summary>A set of tenants is one 64-bit word.</summary>
    public const int Tenants = 64;

    /// <summary>Four bits of the header, less one value for "on no queue".</summary>
    public const int Queues = 15;

    /// <summary>Frames are numbered in 32 bits, signed; the machine keeps a few numbers for itself.</summary>
    public const long Frames = int.MaxValue - 64;

    /// <summary>Accesses of one trace, which are numbered in 32 bits, signed.</summary>
    public const long Accesses = int.MaxValue - 64;

    public const int FieldBits = 32;

    /// <summary>What the runtime keeps for a page behind its frame's header.</summary>
    public const int StateBytes = 240;

    /// <summary>How often the body of a <c>for</c> may stand in the generated code, loops around it counted in.</summary>
    public const int Repeats = 256;

    /// <summary>Operators and operands of one expression, every <c>let</c> written out.</summary>
    public const int ExpressionNodes = 4096;

    /// <summary>Operators above one another in one expression, every <c>let</c> written out.</summary>
    public const int ExpressionDepth = 500;
}
