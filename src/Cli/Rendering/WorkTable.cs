using System.Globalization;
using CdmPolicy.Dsl.Analysis;
using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Cli.Rendering;

/// <summary>The most that each handler of a policy can do, as a table.</summary>
internal static class WorkTable
{
    public static void Write(PolicyPlan policy, IReadOnlyList<HandlerWork> work, CommandIo io)
    {
        io.Output.WriteLine($"{policy.Name}: the most that one run of each handler can do");
        var loops = work.Any(row => row.Loops.Count > 0);
        var table = new TextTable(["handler<", "line", "pages", "conditions", "statements", "scanned", "moved", .. loops ? ["loops<"] : Array.Empty<string>()]);
        foreach (var row in work)
            table.Row(
            [
                row.Handler, Number(row.Origin.Start.Line), Number(row.Pages), Number(row.Conditions), Number(row.Statements),
                Number(row.Scanned), row.MovedBytes == 0 ? "0" : Quantity.Bytes(row.MovedBytes), .. loops ? [string.Join(", ", row.Loops)] : Array.Empty<string>(),
            ]);
        table.Write(io);
    }

    private static string Number(long value) => value == long.MaxValue ? "any" : value.ToString("N0", CultureInfo.InvariantCulture);
}
