using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Traces;
using CdmPolicy.Workloads;

namespace CdmPolicy.Cli.Running;

/// <summary>The one policy that a command is about, compiled, and the workload that it runs, if it is none recorded.</summary>
internal sealed record RunSubject(IReadOnlyList<SourceText> Texts, PolicyLibrary Library, PolicyEntry Entry, IPolicyRunner Runner, Workload? Workload)
{
    /// <summary>The file that declares the policy.</summary>
    public string File => Texts.Count == 1 ? Texts[0].Path : Texts.First(t => Parser.Parse(t).Root.Members.OfType<PolicySyntax>().Any(p => p.Name.Text == Entry.Name)).Path;

    /// <param name="verb">Who asks.</param>
    /// <param name="explains">Compiled to tell why it decides as it does.</param>
    /// <exception cref="CommandException">The options do not say what to run on.</exception>
    public static RunSubject Load(RunOptions options, string verb, CommandIo io, bool explains = false)
    {
        // A trace among the policies is the trace that is missing.
        var texts = SourceFiles.Read(options.Files, io.Input);
        if (options.TracePath is null && options.Workload is null)
            throw CommandException.Misuse($"`{verb}` needs a trace or a workload", "name one with `--trace FILE` or `--workload NAME`");
        if (options.TracePath is not null && options.Workload is not null)
            throw CommandException.Misuse("`--trace` and `--workload` cannot be combined");
        var library = Compile(texts, explains, io);
        io.Error.Write(library.Manifest.Warnings);
        var entry = library.Find(options.Policy);
        return new(texts, library, entry, library.Runner(entry.TypeName), options.Workload is { } name ? library.FindWorkload(name) : null);
    }

    private static PolicyLibrary Compile(IReadOnlyList<SourceText> texts, bool explains, CommandIo io)
    {
        using var spinner = Spinner.Show("compiling", io);
        return PolicyLibrary.Load(texts, AssemblyCache.OfUser(), explains);
    }

    /// <summary>What of the source has no place in the hierarchy, or was assumed, a sentence each.</summary>
    public IEnumerable<string> Notes(RunRequest request) =>
    [
        .. TraceAgents.Unknown(request.Trace, request.Hierarchy).Select(agent =>
            $"the trace's agent `{agent}` is not in `{request.Hierarchy.Name}`; its accesses count as `{request.Hierarchy.Agents[0].Name}`'s"),
        .. request.Trace.Notes,
        .. Workload is null ? TraceRequests.Notes(request.Trace, request.Hierarchy) : [],
        .. TraceEvents.Of(request.Trace, request.Hierarchy).Unknown.Select(unknown =>
            $"the trace names `{unknown}`, which is not in `{request.Hierarchy.Name}`; what it says of it is left out"),
    ];
}
