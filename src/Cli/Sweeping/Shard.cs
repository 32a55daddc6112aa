using System.Globalization;

namespace CdmPolicy.Cli.Sweeping;

/// <summary><c>i/n</c>: of every <paramref name="Of"/> jobs in a row the one that is number <paramref name="Number"/>, from 1.</summary>
internal readonly record struct Shard(int Number, int Of)
{
    public static Shard Whole => new(1, 1);

    public bool Has(int job) => (job - 1) % Of == Number - 1;

    /// <exception cref="CommandException">It is no shard.</exception>
    public static Shard Parse(string text) =>
        text.Split('/') is [var number, var of] && TryRead(number, out var i) && TryRead(of, out var n) && i >= 1 && i <= n
            ? new(i, n)
            : throw CommandException.Misuse($"`{text}` is no shard", "the first of four is `1/4`, the last `4/4`");

    private static bool TryRead(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
