using CdmPolicy.Generator.Emit;
using CdmPolicy.Generator.Hosts;
using Microsoft.CodeAnalysis;

namespace CdmPolicy.Generator;

/// <summary>Compiles the <c>.cdmp</c> files among a project's additional files.</summary>
/// <remarks>
/// Nothing here looks at the C# of the project, so that typing in a C# file runs none of it. Every value between two steps
/// compares by its contents.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class CdmPolicyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var texts = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(".cdmp", StringComparison.OrdinalIgnoreCase))
            .Select(static (text, cancellation) => InputText.Read(text, cancellation))
            .WithTrackingName(StepNames.Texts);

        var trees = texts
            .Select(static (text, cancellation) => ParsedFile.Parse(text, cancellation))
            .WithTrackingName(StepNames.Trees);

        var compilation = trees.Collect()
            .Select(static (files, cancellation) => Stages.Compile(files, cancellation))
            .WithTrackingName(StepNames.Compilation);

        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => new EmitOptions(
            !provider.GlobalOptions.TryGetValue("build_property.CdmPolicyMapLines", out var value)
            || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase)));

        var emitted = compilation.SelectMany(static (result, _) => result.Units)
            .Combine(options)
            .Select(static (pair, cancellation) => Stages.Emit(pair.Left, pair.Right, cancellation))
            .WithTrackingName(StepNames.Emission);

        var diagnostics = compilation.Select(static (result, _) => result.Diagnostics)
            .WithTrackingName(StepNames.Diagnostics);

        context.RegisterSourceOutput(emitted, static (output, file) =>
        {
            if (file.Problem is { } problem) output.ReportDiagnostic(problem.ToDiagnostic());
            else output.AddSource(file.HintName, file.Text);
        });
        context.RegisterSourceOutput(diagnostics, static (output, found) =>
        {
            foreach (var diagnostic in found) output.ReportDiagnostic(diagnostic.ToDiagnostic());
        });
    }
}
