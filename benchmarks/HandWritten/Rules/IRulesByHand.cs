using CdmPolicy.Model;
using CdmPolicy.Policies;

namespace CdmPolicy.Benchmarks.HandWritten.Rules;

/// <summary>What the policies by hand share: the hierarchy, and answers that are never asked for while accesses run.</summary>
/// <remarks>A method that is called for accesses may not stand here: from a struct it would be called through a box.</remarks>
public interface IRulesByHand<TSelf> : IPolicy<TSelf>
    where TSelf : struct, IRulesByHand<TSelf>
{
    static HierarchyModel IPolicy<TSelf>.Hierarchy => Ladder.Model;

    long IPolicy<TSelf>.GetParameter(int parameter) => throw new ArgumentOutOfRangeException(nameof(parameter));

    void IPolicy<TSelf>.SetParameter(int parameter, long value) => throw new ArgumentOutOfRangeException(nameof(parameter));

    void IPolicy<TSelf>.OnFault(Machine<TSelf> machine, int frame, int agent, bool write)
    {
    }
}
