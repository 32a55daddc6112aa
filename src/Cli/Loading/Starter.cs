using CdmPolicy.Dsl;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Cli.Loading;

/// <summary>The policy that authors begin with, under a name of theirs.</summary>
/// <param name="Policy">The name as one of the language: <c>hot-pages</c> is <c>HotPages</c>.</param>
internal sealed record Starter(string Policy, string Workload, string Text)
{
    private const string Placeholder = "Starter";

    /// <exception cref="CommandException">Nothing of the name can be a name of the language.</exception>
    public static Starter For(string name)
    {
        var words = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var policy = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        if (policy.Length == 0) throw CommandException.Misuse($"`{name}` cannot be made the name of a policy", "begin it with a letter, as in `hot-pages`");
        if (char.IsAsciiDigit(policy[0])) policy = "Policy" + policy;
        var starter = Named(policy);
        // A policy may not be called like what is made of it or what is around it.
        return Compiler.Compile([new SourceText("", starter.Text)]).Diagnostics.Count > 0 ? Named(policy + "Policy") : starter;
    }

    private static Starter Named(string policy) => new(policy, policy + "Work", Template().Replace(Placeholder, policy, StringComparison.Ordinal));

    private static string Template()
    {
        using var stream = typeof(Starter).Assembly.GetManifestResourceStream("starter.cdmp")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
