using System.CommandLine;
using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Cli.Running;
using CdmPolicy.Traces;

namespace CdmPolicy.Cli.Verbs;

/// <summary><c>cdmp cache TRACE --order … --size …</c>: the classic eviction study, one tier.</summary>
internal static class CacheVerb
{
    public static Command Create(CommandIo io)
    {
        var trace = new Argument<string>("TRACE") { Description = "The recorded trace." };
        var order = Options.Repeated("--order", "ORDER,…", "Reclaimers with their arguments: `Fifo,Lru,'Clock(bits: 2)',Sieve`.");
        var size = Options.Repeated("--size", "SIZE,…", "Sizes in pages (`1000`), bytes (`64MiB`) or shares of the pages touched (`1%`).");
        var file = Options.Repeated("--file", "FILE", "A policy file with reclaimers of your own. May be repeated.");
        var json = Options.Json();
        var command = new Command("cache", "Count the misses of eviction algorithms on a trace: every order at every size.")
        {
            trace, order, size, file, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(trace)!, Needed(parsed.GetValue(order), "--order", "Fifo,Lru"),
            Needed(parsed.GetValue(size), "--size", "100,1%"), parsed.GetValue(file) ?? [], parsed.GetValue(json), io));
        return command;
    }

    private static IReadOnlyList<string> Needed(string[]? values, string option, string example) =>
        values is { Length: > 0 }
            ? ListText.Split(values, option)
            : throw CommandException.Misuse($"`cache` needs `{option}`", $"for example `{option} {example}`");

    private static int Run(
        string path, IReadOnlyList<string> orders, IReadOnlyList<string> sizes, string[] files, bool json, CommandIo io)
    {
        IReadOnlyList<CacheResult> results;
        using (var spinner = Spinner.Show($"running {path}", io))
        {
            var texts = SourceFiles.Read(files);
            var cache = AssemblyCache.OfUser();
            var compiled = orders.Select(order => BeladyOrder.IsMeant(order, texts)
                ? new BeladyOrder()
                : (ICacheOrder)CacheOrder.Load(order, texts, cache)).ToList();
            var trace = TraceFormats.Load(path);
            results = CacheRun.Run(compiled, CacheSizes.Parse(sizes, trace), trace, share => spinner.Share = share);
        }

        if (json) CacheTable.WriteJson(results, io.Output);
        else CacheTable.Write(results, io);
        return ExitCode.Fine;
    }
}
