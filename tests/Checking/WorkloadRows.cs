namespace CdmPolicy.Tests.Checking;

/// <summary>Mistakes in a workload; a row as in <see cref="ReclaimerRows"/>.</summary>
public class WorkloadRows : TheoryData<string, string, string[]>
{
    public WorkloadRows()
    {
        Add("gpu0.busy = 80%;", "");
        Add("gpu0.busy = 80%;", "gpu0.busy = 80;",
            "CDMP0319 '80' `gpu0.busy` is a ratio, for which `80` means `8000%` | did you mean `80%`?");
        Add("gpu0 reads weights zipf 0.99", "reads weights zipf 0.99",
            "CDMP0101 'reads' expected an agent, found `reads` | who does it stands first: `AGENT reads weights …`");
        Add("zipf 0.99", "uniform",
            "CDMP0220 'uniform' `uniform` is not a pattern of accesses | did you mean `random`?");
        Add("TrainThenServe for Workstation", "TrainThenServe for Workstatoin",
            "CDMP0206 'Workstatoin' there is no hierarchy `Workstatoin` | did you mean `Workstation`?");
        Add("workload TrainThenServe", "workload Workstation",
            "CDMP0202 'Workstation' the name `Workstation` is already taken | the first one is a hierarchy at line 1");
        Add("workload TrainThenServe", "workload Model",
            "CDMP0224 'Model' `Model` is a member of every generated workload and cannot name one | choose another name");
        Add("region samples 6GiB file", "region samples 6GiB flie",
            "CDMP0220 'flie' `flie` is not a kind of page | did you mean `file`?");
        Add("region samples 6GiB file", "region samples 6ms file",
            "CDMP0301 '6ms' `6ms` is a time where a number of bytes is needed | a number of bytes is written like `64MiB`");
        Add("region samples 6GiB file", "region samples 6 * 1GB file",
            "CDMP0405 '6 * 1GB' `6 * 1GB` is not a whole number of pages of 4KiB | the nearest above is `5859376KiB`");
        Add("region samples 6GiB file", "region weights 6GiB file",
            "CDMP0202 'weights' the name `weights` is already taken | the first one is a region at line 18",
            "CDMP0701 'samples' there is no region `samples` | the regions: `weights`",
            "CDMP0701 'samples' there is no region `samples` | the regions: `weights`");
        Add("region samples 6GiB file", "region samples 6GiB file asks for ram, ram",
            "CDMP0414 'ram' the tier `ram` is named twice");
        Add("bound to gpu", "bound to gqu",
            "CDMP0204 'gqu' there is no tier `gqu` | did you mean `gpu`?");
        Add("bound to gpu", "bound gpu",
            "CDMP0101 'gpu' expected `to`, found `gpu`");
        Add("gpu0 reads weights zipf 0.99 at 2M/s;", "gpu0 reads gpu zipf 0.99 at 2M/s;",
            "CDMP0217 'gpu' `gpu` is a tier where a region is needed | it is declared at line 8");
        Add("gpu0 reads weights", "gpu1 reads weights",
            "CDMP0205 'gpu1' there is no agent `gpu1` | did you mean `gpu0`?");
        Add("gpu0 reads weights", "gpu0 raeds weights",
            "CDMP0220 'raeds' `raeds` is not something that an agent does | did you mean `reads`?");
        Add("samples sequential", "samples seqential",
            "CDMP0220 'seqential' `seqential` is not a pattern of accesses | did you mean `sequential`?");
        Add("zipf 0.99", "zipf 9",
            "CDMP0312 '9' `9` is not in `0..8`");
        Add("zipf 0.99", "zipf 0",
            "CDMP0313 '0' an exponent must be more than 0");
        Add("at 2M/s", "at 2MB/s",
            "CDMP0301 '2MB/s' `2MB/s` is a rate where a pace is needed | a pace is written like `500k/s`");
        Add("at 2M/s", "at 0/s",
            "CDMP0313 '0/s' a pace must be more than 0");
        Add("zipf 0.99 at 2M/s", "zipf 0.99",
            "CDMP0101 ';' expected `at` and a pace, found `;`");
        Add("phase train 2s", "phase train 2",
            "CDMP0301 '2' `2` is a count where a time is needed | a time has a unit: `2ns`, `2us` or `2ms`");
        Add("phase serve 2s", "phase train 2s",
            "CDMP0202 'train' the name `train` is already taken | the first one is a phase at line 20");
        Add("phase serve 2s", "pahse serve 2s",
            "CDMP0102 'pahse' `pahse` does not begin a part of a workload | did you mean `phase`?");
        Add("gpu0.busy = 80%", "gpu0.bussy = 80%",
            "CDMP0210 'bussy' the agent `gpu0` has no `bussy` | did you mean `busy`?");
        Add("gpu0.busy = 80%", "gpu0.busy = 80ms",
            "CDMP0301 '80ms' `80ms` is a time where a ratio is needed | a ratio is written like `10%`");
        Add("gpu0.busy = 80%", "gpu0.busy = 80%; gpu0.busy = 81%",
            "CDMP0221 'gpu0.busy' `gpu0.busy` is given twice | the first one is at line 20");
        Add("gpu0.busy = 80%", "cpu reclaims ram 8MiB",
            "CDMP0705 'cpu' `cpu` is not the driver of `ram` | `ram` has no driver");
        Add("gpu0.busy = 80%", "gpu0 reclaims gpu 0",
            "CDMP0313 '0' what a driver asks for must be more than 0");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}
