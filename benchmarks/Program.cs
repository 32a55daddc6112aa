using System.Globalization;
using BenchmarkDotNet.Running;
using CdmPolicy.Benchmarks.Eviction;
using CdmPolicy.Benchmarks.Measures;

// `rate`, `scale`, `unused`, `rules`, `compile`, `check` and `eviction` print plain tables; anything else is handed to BenchmarkDotNet.
switch (args)
{
    case ["rate"]: Rate.Print(); break;
    case ["rules", .. var most] when most.Length <= 1: Rules.Print(Rounds(most, 31)); break;
    case ["unused", .. var most] when most.Length <= 1: Unused.Print(Rounds(most, 15)); break;
    case ["scale", .. var most] when most.Length <= 1: Scale.Print(Rounds(most, 10_000_000)); break;
    case ["compile"]: CompileSpeed.Print(); break;
    case ["check", .. var most] when most.Length <= 1: CheckSpeed.Print(Rounds(most, 1000)); break;
    case ["eviction", .. var rest] when rest.Length <= 2:
        var rounds = Rounds(rest[Math.Min(rest.Length, 1)..], 5);
        AgainstHand.Print(3 * rounds);
        if (rest.Length > 0) AgainstPeer.Print(new Peer(Path.GetFullPath(rest[0])), rounds);
        break;
    default: BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args); break;
}

static int Rounds(string[] given, int otherwise) => given.Length > 0 ? int.Parse(given[0], CultureInfo.InvariantCulture) : otherwise;
