using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CdmPolicy.Fuzzing;

/// <summary>Changes texts, keeps those that reach new code, and writes down those that something goes wrong with.</summary>
internal sealed partial class Fuzzer
{
    /// <summary>A text that takes longer is a finding: it says that something grows too fast.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(20);

    private readonly List<byte[]> _corpus = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Coverage _coverage = new();
    private readonly Random _random;
    private readonly string _findings;
    private long _executions;
    private TimeSpan _slowest;

    public Fuzzer(int seed, string findings)
    {
        (_random, _findings) = (new Random(seed), findings);
        Directory.CreateDirectory(findings);
    }

    public void Run(IEnumerable<string> seeds, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var texts = seeds.Select(File.ReadAllBytes).Select(t => t.Length > Mutator.MaxLength ? t[..Mutator.MaxLength] : t).ToArray();
        foreach (var text in texts) Try(text, keeps: true);
        var mutator = new Mutator(_random, Words(texts));
        Report(clock);
        var last = clock.Elapsed;
        while (clock.Elapsed < time)
        {
            Try(mutator.Next(Any(), Any()), keeps: false);
            if (clock.Elapsed - last < TimeSpan.FromMinutes(1)) continue;
            last = clock.Elapsed;
            Report(clock);
        }
        Report(clock);
    }

    /// <summary>The seeds and the newest texts are both worth more than what lies between.</summary>
    private byte[] Any() => _corpus[_random.Next(3) == 0 ? Math.Max(0, _corpus.Count - 1 - _random.Next(64)) : _random.Next(_corpus.Count)];

    private static byte[][] Words(byte[][] texts) =>
        [.. texts.SelectMany(t => Word().Matches(Encoding.UTF8.GetString(t)).Select(m => m.Value)).Distinct().Order(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    private void Try(byte[] text, bool keeps)
    {
        _executions++;
        _coverage.Clear();
        // Of the processor, not of the clock: the machine may have other things to do.
        var start = Environment.CpuUsage.TotalTime;
        // Written before: where the process itself ends, by an overflow of the stack, the text is there.
        File.WriteAllBytes(Path.Combine(_findings, "current"), text);
        try
        {
            Target.Run(text);
        }
        catch (Exception e)
        {
            Write(text, Place(e), e.ToString());
        }
        var time = Environment.CpuUsage.TotalTime - start;
        if (time > _slowest) _slowest = time;
        if (time > TooLong) Write(text, "too slow", $"it took {time}");
        if (_coverage.IsNew() || keeps) _corpus.Add(text);
    }

    /// <summary>One finding for each place that throws.</summary>
    private static string Place(Exception e) => e.GetType().Name + " " + (e is InvalidOperationException && e.StackTrace?.Contains("Require", StringComparison.Ordinal) == true
        ? e.Message : string.Join(" ", (e.StackTrace ?? "").Split('\n').Take(2).Select(line => line.Trim())));

    private void Write(byte[] text, string place, string what)
    {
        if (!_known.Add(place)) return;
        var name = Path.Combine(_findings, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..12]);
        File.WriteAllBytes(name + ".cdmp", text);
        File.WriteAllText(name + ".txt", what);
        Console.WriteLine($"finding {name}: {place}");
    }

    private void Report(Stopwatch clock) => Console.WriteLine(
        $"{clock.Elapsed:hh\\:mm\\:ss}  {_executions} executions ({_executions / Math.Max(clock.Elapsed.TotalSeconds, 0.001):F0}/s)  {_coverage.Branches} branches  "
        + $"{_corpus.Count} texts  {_known.Count} findings  slowest {_slowest.TotalMilliseconds:F0} ms");

    [GeneratedRegex("""\w+|"[^"\n]*"|[^\w\s]{1,3}""")]
    private static partial Regex Word();
}
