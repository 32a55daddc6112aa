namespace CdmPolicy.Traces;

/// <summary>How one byte tells what an access did: bit 0 is a write, bit 1 an instruction fetch, bits 2 to 7 its agent.</summary>
public static class Operation
{
    public const byte Read = 0;
    public const byte Write = 1;
    public const byte Fetch = 2;

    /// <summary>The most agents that one trace can tell apart.</summary>
    public const int MaxAgents = 64;

    public static bool IsWrite(byte operation) => (operation & Write) != 0;

    public static bool IsFetch(byte operation) => (operation & Fetch) != 0;

    /// <summary>The index of the agent, 0 to 63.</summary>
    public static int AgentOf(byte operation) => operation >> 2;

    /// <summary>The same access made by the agent with this index, 0 to 63.</summary>
    public static byte By(int agent, byte operation) => (byte)(agent << 2 | operation & 3);
}
