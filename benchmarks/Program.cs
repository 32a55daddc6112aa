using BenchmarkDotNet.Running;
using CdmPolicy.Benchmarks.Measures;

// `rate` and `compile` print plain tables from this process; anything else is handed to BenchmarkDotNet.
switch (args)
{
    case ["rate"]: Rate.Print(); break;
    case ["compile"]: CompileSpeed.Print(); break;
    default: BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args); break;
}
