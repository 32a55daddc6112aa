// Fuzzes the compiler, the emitter and the formatter with texts of the corpus.
//   Fuzzing instrument                        counts branches in the assemblies beside this one (SharpFuzz), once after a build
//   Fuzzing run FOLDER SECONDS [SEED]         changes the .cdmp files below FOLDER for so long; findings go to ./findings
//   Fuzzing one FILE                          gives one file to the target
using CdmPolicy.Fuzzing;

switch (args)
{
    case ["instrument"]:
        foreach (var name in new[] { "CdmPolicy.Dsl.dll", "CdmPolicy.Generator.dll" })
            Console.WriteLine($"{name}: {Instrument(Path.Combine(AppContext.BaseDirectory, name))} types");
        return 0;
    case ["run", var folder, var seconds, .. var rest]:
        new Fuzzer(rest.Length > 0 ? int.Parse(rest[0]) : Environment.ProcessId, "findings").Run(
            Directory.EnumerateFiles(folder, "*.cdmp", SearchOption.AllDirectories).Order(StringComparer.Ordinal), TimeSpan.FromSeconds(int.Parse(seconds)));
        return 0;
    case ["one", var file]:
        Target.Run(File.ReadAllBytes(file));
        return 0;
    default:
        Console.Error.WriteLine("usage: Fuzzing instrument | run FOLDER SECONDS [SEED] | one FILE");
        return 2;
}

// The generator's own host needs Roslyn and sees no text; of its assembly only the emitter counts.
static int Instrument(string assembly) => SharpFuzz.Fuzzer.Instrument(
    assembly, type => !type.StartsWith("CdmPolicy.Generator.Hosts", StringComparison.Ordinal) && !type.EndsWith("CdmPolicyGenerator", StringComparison.Ordinal),
    SharpFuzz.Options.Value).Count();
