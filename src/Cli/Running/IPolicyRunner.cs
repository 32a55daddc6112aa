using CdmPolicy.Model;

namespace CdmPolicy.Cli.Running;

/// <summary>Runs one policy that is known only now: one virtual call a run.</summary>
internal interface IPolicyRunner
{
    HierarchyModel Hierarchy { get; }

    PolicyModel Model { get; }

    RunResult Run(RunRequest request);
}
