using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Formatting;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Generator.Emit;

namespace CdmPolicy.Tests.Robustness;

/// <summary>Gives a text to everything that reads policies.</summary>
internal static class Trial
{
    /// <summary>Much more than any text here needs, however loaded the machine is: it tells a slow text from one that never ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Compiles and lays out a text, and emits what is right; whatever is wrong with it has a place in it and a message.</summary>
    public static Compilation Of(string content)
    {
        var text = new SourceText("a.cdmp", content);
        var compilation = Compiler.Compile([text]);
        foreach (var diagnostic in compilation.Diagnostics)
        {
            Assert.InRange(diagnostic.Span.Start, 0, content.Length);
            Assert.InRange(diagnostic.Span.End, diagnostic.Span.Start, content.Length);
            Assert.NotEqual("", diagnostic.Message);
        }
        var formatted = Formatter.Format(text);
        Assert.True(formatted.Text is not null || formatted.Errors.Count > 0, $"not laid out, and no reason why:\n{content}");
        if (!compilation.HasErrors) foreach (var policy in compilation.Policies) CSharpEmitter.EmitPolicy(policy, new EmitOptions());
        return compilation;
    }

    /// <summary>Runs a trial on a thread with as much stack as the smallest that compilers run on.</summary>
    public static Compilation OnSmallStack(string content)
    {
        Compilation? compilation = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try { compilation = Of(content); }
            catch (Exception e) { failure = e; }
        }, maxStackSize: 1 << 20) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience), "it never ends");
        return failure is null ? compilation! : throw new InvalidOperationException(failure.ToString(), failure);
    }
}
