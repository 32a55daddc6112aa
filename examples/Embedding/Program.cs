// A policy as part of a C# program: the generator has turned ../four-tiers.cdmp into the structs used here.
//   dotnet run --project examples/Embedding -c Release -- examples/traces/cc1.cdmt [hot]
using CdmPolicy;
using CdmPolicy.Traces;
using Examples;

if (args.Length is 0 or > 2)
{
    Console.Error.WriteLine("usage: Embedding TRACE [HOT]");
    return 2;
}

// A parameter of the policy is a property of the struct, with the range the author gave it.
var policy = new Balanced();
if (args.Length == 2) policy.Hot = long.Parse(args[1]);

var trace = TraceFormats.Load(args[0]);
using var machine = new Machine<Balanced>(policy, trace.PageCount);

if (trace.Times is { } times) machine.Execute(trace.Pages, trace.Operations, times);
else machine.Execute(trace.Pages, trace.Operations, start: 0, trace.Interval);

Console.WriteLine($"{machine.Totals.Events:N0} accesses to {trace.PageCount:N0} pages cost {machine.CostNs / 1e6:N1} ms");
for (var rule = 0; rule < Balanced.Model.Rules.Length; rule++)
{
    var (about, did) = (Balanced.Model.Rules[rule], machine.Rules[rule]);
    Console.WriteLine($"{about.Section,-14} {about.Label,-8} applied {did.Applied,6:N0}  refused {did.Refused,6:N0}");
}

// Tiers have names too.
Console.WriteLine($"reads served on the package: {machine.Reads(Workstation.Tiers.Stack):N0}");
return 0;
