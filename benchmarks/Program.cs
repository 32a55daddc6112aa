using System.Globalization;
using BenchmarkDotNet.Running;
using CdmPolicy.Benchmarks.Eviction;
using CdmPolicy.Benchmarks.Measures;

// `rate`, `compile` and `eviction` print plain tables; anything else is handed to BenchmarkDotNet.
switch (args)
{
    case ["rate"]: Rate.Print(); break;
    case ["compile"]: CompileSpeed.Print(); break;
    case ["eviction", .. var rest] when rest.Length <= 2:
        var rounds = rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 5;
        AgainstHand.Print(3 * rounds);
        if (rest.Length > 0) AgainstPeer.Print(new Peer(Path.GetFullPath(rest[0])), rounds);
        break;
    default: BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args); break;
}
