using CdmPolicy.Cli.Loading;
using CdmPolicy.Cli.Rendering;
using CdmPolicy.Dsl.Parsing;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Comparing;

/// <summary>Makes the policies of a comparison ready to run. One that cannot stand on the hierarchy of the others stands on its own, and one that does not compile is left out.</summary>
/// <param name="explains">They are compiled to tell why they decide as they do.</param>
internal sealed class ContestantLoader(CompareOptions options, Action<string> warn, bool explains = false)
{
    private readonly SharedHierarchy? _shared = options.Hierarchy is { } hierarchy ? SharedHierarchy.Load(hierarchy) : null;
    private readonly Dictionary<(string File, string? Policy, bool Shared), Prepared> _prepared = [];
    private readonly List<LeftOut> _leftOut = [];

    /// <exception cref="FindingsException">None of them compiles.</exception>
    public Entrants Load()
    {
        var all = new List<Contestant>();
        FindingsException? first = null;
        foreach (var policy in options.Policies)
        {
            try
            {
                all.AddRange(Enter(policy));
            }
            catch (FindingsException e)
            {
                first ??= e;
                var findings = new StringWriter();
                FindingText.WriteAll(e.Findings, findings);
                warn(findings.ToString());
                _leftOut.Add(new(policy.Policy ?? policy.File, policy.File, $"it does not compile: {First(e)}", DoesNotCompile: true));
            }
        }

        if (all.Count == 0 && first is not null) throw first;
        CheckNames(all);
        var twice = all.GroupBy(c => c.Name).Where(g => g.Select(c => c.File).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        return new([.. all.Select(c => twice.Contains(c.Name) ? c with { Name = $"{c.File}:{c.Name}" } : c)], _leftOut);
    }

    private IEnumerable<Contestant> Enter(PolicyArgument policy)
    {
        var texts = SourceFiles.Read([policy.File, .. options.With]);
        var names = policy.Policy is { } one ? [one] : Parser.Parse(texts[0]).Root.Members.OfType<PolicySyntax>().Select(p => p.Name.Text).ToList();
        if (names.All(name => PolicyScale.Of(options, name).IsOne)) return Enter(policy, texts);
        return [.. names.SelectMany(name => Enter(policy with { Policy = name }, Scaled(texts, name)))];
    }

    private IReadOnlyList<SourceText> Scaled(IReadOnlyList<SourceText> texts, string policy)
    {
        var scale = PolicyScale.Of(options, policy);
        return scale.IsOne ? texts : [.. texts.Select(text => scale.Apply(Parser.Parse(text), policy))];
    }

    private IReadOnlyList<Contestant> Enter(PolicyArgument policy, IReadOnlyList<SourceText> texts)
    {
        string? why = null;
        if (_shared is not null)
        {
            try
            {
                return Contestants(policy, texts, shared: true, null);
            }
            catch (FindingsException e)
            {
                why = First(e);
            }
            catch (UnlikeHierarchyException e)
            {
                why = e.Message;
            }
        }

        return Contestants(policy, texts, shared: false, why);
    }

    private IReadOnlyList<Contestant> Contestants(PolicyArgument policy, IReadOnlyList<SourceText> texts, bool shared, string? why)
    {
        // On its own hierarchy a file is one compilation, whichever of its policies is meant.
        var scaled = policy.Policy is { } name && !PolicyScale.Of(options, name).IsOne;
        var key = (policy.File, shared || scaled ? policy.Policy : null, shared);
        if (!_prepared.TryGetValue(key, out var prepared))
        {
            var names = new Dictionary<string, string>();
            if (shared) (texts, names) = _shared!.Under(texts, policy.Policy);
            var library = PolicyLibrary.Load(texts, AssemblyCache.OfUser(), explains);
            warn(library.Manifest.Warnings);
            _prepared[key] = prepared = new(library, names);
        }

        return [.. policy.In(prepared.Library).Select(entry =>
            new Contestant(entry.Name, policy.File, prepared.Library, prepared.Library.Runner(entry.TypeName), prepared.Names)
            {
                OnShared = shared,
                WhyOwn = why,
                NoPolicy = entry.BaselineTypeName is { } type ? prepared.Library.Runner(type) : null,
            })];
    }

    /// <summary>A name in an option that no policy has would otherwise set nothing, silently.</summary>
    private void CheckNames(IReadOnlyList<Contestant> all)
    {
        var known = all.Select(c => c.Name).Concat(_leftOut.Select(l => l.Name)).Distinct().ToList();
        foreach (var setting in options.Times.Concat(options.Samples).Concat(options.Set))
        {
            var name = setting.Option == "--set" ? setting.Name.Split('.')[0] : setting.Name;
            if (!known.Contains(name))
                throw CommandException.Misuse($"`{setting.Option} {setting.Text}` names no policy of the comparison", Suggestions.DidYouMean(name, known) ?? $"there is {string.Join(", ", known.Select(n => $"`{n}`"))}");
        }
    }

    private static string First(FindingsException e)
    {
        var finding = e.Findings.First(f => f.IsError);
        return $"{finding.Message} ({finding.Id}, {Path.GetFileName(finding.File)} line {finding.Line})";
    }

    private sealed record Prepared(PolicyLibrary Library, Dictionary<string, string> Names);
}
