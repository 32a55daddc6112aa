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
        var size = Options.Repeated(
            "--size", "SIZE,…",
            "Sizes in pages (`1000`), bytes (`64MiB`) or shares of the pages touched (`1%`); a range (`1%..100%`) doubles from one size to the next.");
        var points = new Option<int?>("--points") { HelpName = "N", Description = "Sizes in a range, in equal ratios, in place of doubling." };
        var file = Options.Repeated("--file", "FILE", "A policy file with reclaimers of your own. May be repeated.");
        var json = Options.Json();
        var csv = Options.Single("--csv", "FILE", "Write the results as comma-separated values too; `-` writes them in place of the table.");
        var plot = Options.Single("--plot", "FILE.svg", "Draw the miss ratio over the size, a line for each order.");
        var command = new Command("cache", "Count the misses of eviction algorithms on a trace: every order at every size.")
        {
            trace, order, size, points, file, json, csv, plot,
        };
        command.SetAction(parsed =>
        {
            AskFor(("--order", "Fifo,Lru", parsed.GetValue(order)), ("--size", "100,1%", parsed.GetValue(size)));
            return Run(
                parsed.GetValue(trace)!, ListText.Split(parsed.GetValue(order)!, "--order"),
                CacheSizes.Parse(ListText.Split(parsed.GetValue(size)!, "--size"), parsed.GetValue(points)), parsed.GetValue(file) ?? [],
                CacheOutput.Of(parsed.GetValue(json), parsed.GetValue(csv), parsed.GetValue(plot)), io);
        });
        return command;
    }

    /// <summary>All that is missing at once.</summary>
    private static void AskFor(params (string Option, string Example, string[]? Given)[] needed)
    {
        var missing = needed.Where(n => n.Given is not { Length: > 0 }).ToArray();
        if (missing.Length == 0) return;
        throw CommandException.Misuse(
            $"`cache` needs {string.Join(" and ", missing.Select(m => $"`{m.Option}`"))}",
            $"for example `{string.Join(" ", missing.Select(m => $"{m.Option} {m.Example}"))}`");
    }

    private static int Run(
        string path, IReadOnlyList<string> orders, CacheSizes sizes, string[] files, CacheOutput output, CommandIo io)
    {
        output.Check([path, .. files]);
        var compiled = Compile(Once(orders, io), files, io);
        var (trace, format) = Load(path, io);
        var inPages = sizes.In(trace, io.WriteNote);

        IReadOnlyList<CacheResult> results;
        using (var spinner = Spinner.Show($"simulating {trace.Name}", io, (compiled.Count * inPages.Count, "configurations")))
        {
            spinner.Report(0);
            results = CacheRun.Run(compiled, [.. inPages.Select(size => size.Pages)], trace, share => spinner.Report(share));
        }

        output.Write(new CacheStudy(trace, format, inPages, results), io);
        return ExitCode.Fine;
    }

    /// <summary>An order named again says nothing new, however it is spaced.</summary>
    private static List<string> Once(IReadOnlyList<string> orders, CommandIo io)
    {
        var once = orders.DistinctBy(order => string.Concat(order.Where(c => !char.IsWhiteSpace(c))), StringComparer.Ordinal).ToList();
        if (once.Count < orders.Count)
            io.WriteNote($"an order that is named more than once is simulated once: {string.Join(", ", once.Select(o => $"`{o}`"))}");
        return once;
    }

    private static List<ICacheOrder> Compile(List<string> orders, string[] files, CommandIo io)
    {
        using var spinner = Spinner.Show("compiling the orders", io);
        var texts = SourceFiles.Read(files);
        var cache = AssemblyCache.OfUser();
        var compiled = new List<ICacheOrder>();
        var wrong = new List<FindingsException>();
        foreach (var order in orders)
        {
            try
            {
                compiled.Add(BeladyOrder.IsMeant(order, texts) ? new BeladyOrder() : CacheOrder.Load(order, texts, cache));
            }
            catch (FindingsException e)
            {
                wrong.Add(e);
            }
        }

        // What is wrong in a file is found again with every order.
        if (wrong.Count > 0) throw new FindingsException([.. wrong.SelectMany(e => e.Findings).Distinct()], wrong.Max(e => e.ExitCode));
        return compiled;
    }

    private static (Trace Trace, ITraceFormat Format) Load(string path, CommandIo io)
    {
        using var spinner = Spinner.Show($"reading {path}", io);
        using var input = TraceInput.Open(path);
        var format = TraceFormats.FormatOf(input);
        return (TraceFormats.Load(input), format);
    }
}
