using CdmPolicy.Cli.Comparing;
using CdmPolicy.Model;

namespace CdmPolicy.Cli.Running;

/// <summary>Runs one policy that is known only now: one virtual call a run.</summary>
internal interface IPolicyRunner
{
    HierarchyModel Hierarchy { get; }

    PolicyModel Model { get; }

    /// <param name="meter">Measures the run event by event; null: only the machine's own counters are read.</param>
    RunResult Run(RunRequest request, RunMeter? meter = null);
}
