using System.Text;
using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Formatting;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Fuzzing;

/// <summary>What is given to every text, and what must hold of it.</summary>
internal static class Target
{
    /// <summary>Reads bytes as the command does, compiles them, lays them out twice, and emits what is right.</summary>
    /// <exception cref="Exception">A finding.</exception>
    public static void Run(byte[] bytes)
    {
        var text = new SourceText("fuzz.cdmp", Encoding.UTF8.GetString(bytes));
        var compilation = Compiler.Compile([text]);
        foreach (var diagnostic in compilation.Diagnostics)
        {
            var span = diagnostic.Span;
            Require(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, $"{diagnostic.Id} lies outside of the text");
            Require(diagnostic.Message.Length > 0, $"{diagnostic.Id} says nothing");
            text.GetRange(span);
        }
        if (!compilation.HasErrors) Emit(compilation);
        var once = Formatter.Format(text);
        if (once.Text is null)
        {
            Require(once.Errors.Count > 0, "not laid out, and no reason why");
            return;
        }
        Require(Formatter.Format(new SourceText("fuzz.cdmp", once.Text)).Text == once.Text, "laid out twice is not laid out once");
    }

    private static void Emit(Compilation compilation)
    {
        var options = new EmitOptions();
        foreach (var plan in compilation.Hierarchies) CSharpEmitter.EmitHierarchy(plan, options);
        foreach (var plan in compilation.Policies) CSharpEmitter.EmitPolicy(plan, options);
        foreach (var plan in compilation.Reclaimers) CSharpEmitter.EmitReclaimer(plan, options);
        foreach (var plan in compilation.Workloads) CSharpEmitter.EmitWorkload(plan, options);
    }

    private static void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException(what);
    }
}
