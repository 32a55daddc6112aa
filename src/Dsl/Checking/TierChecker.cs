using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Checks one <c>tier</c>: its sizes and speeds, what its kind permits, and what its body overrides.</summary>
internal sealed class TierChecker(
    FileContext file, NameResolver names, TierSyntax tier, int agentCount, long pageBytes)
{
    private const long LargestBlock = 1L << 30;

    private static readonly string[] Properties =
    [
        "capacity", "read", "write", "bandwidth", "driver", "implicit", "bind", "addressable", "addressable by", "movable",
        "pins", "pages", "reclaim", "accepts", "contiguous", "map", "observable", "offline",
    ];

    public TierPlan Check()
    {
        var kind = Kind();
        var reader = new PropertyReader(file, tier.Members.Where(m => tier.Kind.Text.Length > 0 || m is not PropertySyntax { Name.Text: "kind" or "type" }), "a tier", Elsewhere.TierProperty, [], Properties);
        foreach (var u in tier.Members.OfType<UnsupportedSyntax>())
            Nodes.Misplaced(file, u, "a tier");
        var required = new RequiredProperties(file, reader, "the tier", tier.Name.Text, tier.Name.Span);
        var capacity = Capacity(reader, required.Value("capacity", ValueType.Bytes));
        var common = new AccessPlan(
            required.Value("read", ValueType.Time), required.Value("write", ValueType.Time),
            required.Value("bandwidth", ValueType.Rate), Addressable: true);
        required.ReportMissing(tier.Span);

        var driver = Driver(reader);
        var reclaim = Reclaim(reader, kind);
        if (driver is null && reader.Find("driver") is null) CheckDriver(reader, kind, reclaim);
        return new TierPlan(
            tier.Name.Text, tier.Doc, kind.Kind, capacity, new(Access(reader, kind, common, driver)), common.Bandwidth,
            reader.YesNo("implicit", kind.Implicit), reader.YesNo("bind", kind.Bind), reader.YesNo("movable", kind.Movable),
            Pins(reader, kind), PageKinds(reader, kind), reclaim, driver ?? -1, Accepts(reader))
        {
            ContiguousBytes = Multiple.Of(file, reader, "contiguous", pageBytes, LargestBlock, DiagnosticRules.BadBlockSize),
            ReadOnly = reader.Word("map", "read_only", "read_write") == "read_only",
            LosesPages = reader.Word("offline", "drain", "lose") == "lose",
            Observable = reader.YesNo("observable", true),
        };
    }

    private TierKindRow Kind()
    {
        if (TierKinds.Find(tier.Kind.Text) is { } row) return row;
        if (tier.Kind.Text.Length == 0) return TierKinds.Of(TierKind.Ram);
        file.ReportWithHelp(DiagnosticRules.UnknownTierKind, tier.Kind.Span,
            Elsewhere.TierKind(tier.Kind.Text) ?? Help.DidYouMeanOneOf(tier.Kind.Text, TierKinds.Names, "the kinds"), tier.Kind.Text);
        return TierKinds.Of(TierKind.Ram);
    }

    private long Capacity(PropertyReader reader, long capacity)
    {
        if (capacity % pageBytes == 0) return capacity;
        if (reader.Find("capacity") is { } property && property.Values.Count == 1 && capacity > 1)
        {
            var whole = Math.Max(1, capacity / pageBytes) * pageBytes;
            var span = property.Values[0].Span;
            file.ReportWithHelp(DiagnosticRules.NotWholePages, span,
                Binary(property.Values[0]) is { } binary ? $"did you mean `{binary}`?" : $"the nearest below is `{TypeNames.Show(ValueType.Bytes, whole)}`", file.Source(span),
                TypeNames.Show(ValueType.Bytes, pageBytes));
        }

        return pageBytes;
    }

    /// <summary><c>1MiB</c> for <c>1MB</c>, where that is whole pages.</summary>
    private string? Binary(ExpressionSyntax size) =>
        size is NumberSyntax { Suffix: "KB" or "MB" or "GB" or "TB" } n && Units.TryGet(n.Suffix.Insert(1, "i"), out var unit)
            && Rational.Parse(n.Digits) is { IsInteger: true } digits && digits.Numerator * unit.Factor % pageBytes == 0
            ? n.Digits + unit.Suffix
            : null;

    private int? Driver(PropertyReader reader)
    {
        if (reader.Names("driver").FirstOrDefault() is not { } name) return null;
        if (names.Agent(name) is not { } agent) return null;
        // A kind that is unknown or missing has been reported, and was meant to be a device.
        if (names.AgentSyntax(name) is { } syntax && (syntax.Kind is { Text: not "cpu" } || HierarchyChecker.HasSyntaxErrors(file, syntax.Span))) return agent;
        file.ReportWithHelp(DiagnosticRules.DriverIsNoDevice, name.Span, names.Devices.FirstOrDefault() is { } device ? $"did you mean `driver {device}`?"
            : names.Agents.Count() > 1 ? $"declare it as `agent {name.Text} : device;`" : "declare the device whose memory it is: `agent NAME : device;`",
            name.Text);
        // As if anybody could address it: what follows from the wrong driver is no mistake of its own.
        return null;
    }

    private void CheckDriver(PropertyReader reader, TierKindRow kind, ReclaimedBy reclaim)
    {
        if (agentCount == 0 || HierarchyChecker.HasSyntaxErrors(file, tier.Span)) return;
        if (reclaim == ReclaimedBy.Driver)
            file.ReportWithHelp(DiagnosticRules.NoDriver, tier.Name.Span, "add `driver AGENT;`, or `reclaim kernel;`",
                tier.Name.Text, "its driver reclaims it");
        else if (kind.DeviceOnly && AddressableNames(reader) is null)
            file.ReportWithHelp(DiagnosticRules.NoDriver, tier.Name.Span, "add `driver AGENT;`, or `addressable by AGENT;`",
                tier.Name.Text, "only its own device can address it");
    }

    private IReadOnlyList<NameSyntax>? AddressableNames(PropertyReader reader)
    {
        foreach (var name in new[] { "addressable", "addressable by" })
            if (reader.Find(name) is not null) return reader.Names(name).Where(n => n.Text != "by").ToArray();
        return null;
    }

    private AccessPlan[] Access(PropertyReader reader, TierKindRow kind, AccessPlan common, int? driver)
    {
        var views = Enumerable.Repeat(common with { Addressable = !kind.DeviceOnly }, agentCount).ToArray();
        if (AddressableNames(reader) is { } named) SetAddressable(views, named);
        else if (kind.DeviceOnly && driver is { } d && d < views.Length) views[d] = common;
        else if (kind.DeviceOnly) views = views.Select(v => v with { Addressable = true }).ToArray();

        var seen = new HashSet<int>();
        foreach (var from in tier.Members.OfType<FromSyntax>())
        {
            var own = new PropertyReader(file, from.Properties, "an agent's view", "read", "write", "bandwidth");
            foreach (var u in from.Properties.OfType<UnsupportedSyntax>())
                Nodes.Misplaced(file, u, "an agent's view");
            if (names.Agent(from.Agent) is not { } agent || agent >= views.Length) continue;
            if (!seen.Add(agent)) file.Report(DiagnosticRules.DuplicateView, from.Agent.Span, from.Agent.Text);
            var isRemote = from.Keyword.Text == "remote";
            if (isRemote && views[agent].Addressable && AddressableNames(reader)?.All(n => n.Text == "all" || names.AgentSyntax(n) is not null) != false)
                file.ReportWithHelp(DiagnosticRules.RemoteAddresses, from.Keyword.Span.Cover(from.Agent.Span),
                    $"how it sees the tier is said by `from {from.Agent.Text}`", from.Agent.Text, tier.Name.Text);
            views[agent] = views[agent] with
            {
                Remote = isRemote,
                ReadNs = own.Value("read", ValueType.Time, true) ?? common.ReadNs,
                WriteNs = own.Value("write", ValueType.Time, true) ?? common.WriteNs,
                Bandwidth = own.Value("bandwidth", ValueType.Rate, true) ?? common.Bandwidth,
            };
        }

        return views;
    }

    private void SetAddressable(AccessPlan[] views, IReadOnlyList<NameSyntax> named)
    {
        if (named.Count == 1 && named[0].Text == "all")
        {
            for (var i = 0; i < views.Length; i++) views[i] = views[i] with { Addressable = true };
            return;
        }

        for (var i = 0; i < views.Length; i++) views[i] = views[i] with { Addressable = false };
        foreach (var name in named)
        {
            // Of a name that nobody has it is not known whom it keeps out: what follows from that is no mistake of its own.
            if (names.Agent(name) is { } agent) Let(agent);
            else for (var i = 0; i < views.Length; i++) Let(i);
        }

        void Let(int agent)
        {
            if (agent < views.Length) views[agent] = views[agent] with { Addressable = true };
        }
    }

    private static ReclaimedBy Reclaim(PropertyReader reader, TierKindRow kind) =>
        reader.Word("reclaim", "kernel", "driver", "none") switch
        {
            "kernel" => ReclaimedBy.Kernel,
            "driver" => ReclaimedBy.Driver,
            "none" => ReclaimedBy.None,
            _ => kind.Reclaim,
        };

    private static PinPermission Pins(PropertyReader reader, TierKindRow kind) =>
        reader.Word("pins", "none", "short", "any") switch
        {
            "none" => PinPermission.None,
            "short" => PinPermission.Short,
            "any" => PinPermission.Any,
            _ => kind.Pins,
        };

    private static int PageKinds(PropertyReader reader, TierKindRow kind)
    {
        if (reader.WordList("pages", ["all", .. TypeNames.Kinds]) is not { Count: > 0 } words) return kind.PageKinds;
        return words.Aggregate(0, (mask, word) =>
            mask | (word == "all" ? TierKinds.AllKinds : 1 << Array.IndexOf(TypeNames.Kinds, word)));
    }

    private static Acceptance Accepts(PropertyReader reader)
    {
        if (reader.WordList("accepts", "place", "demote", "promote", "all", "none") is not { Count: > 0 } words)
            return Acceptance.All;
        return words.Aggregate(Acceptance.None, (set, word) => set | word switch
        {
            "place" => Acceptance.Place,
            "demote" => Acceptance.Demote,
            "promote" => Acceptance.Promote,
            "all" => Acceptance.All,
            _ => Acceptance.None,
        });
    }
}
