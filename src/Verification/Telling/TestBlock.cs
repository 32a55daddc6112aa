using System.Globalization;
using System.Text;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Vocabulary;
using CdmPolicy.Verification.Machine;
using CdmPolicy.Verification.Proving;
using CdmPolicy.Verification.Terms;
using HappeningKind = CdmPolicy.Verification.Machine.HappeningKind;

namespace CdmPolicy.Verification.Telling;

/// <summary>
/// A way as a test that its author can keep: it fails while the contract can be broken in this way. What the way takes for granted of the rest
/// of the machine is brought about as well as a test can: tiers are filled, devices report, time passes, accesses are repeated until an
/// observer sees one.
/// </summary>
internal sealed class TestBlock
{
    /// <summary>More accesses at once than a test can want.</summary>
    private const long MostTimes = 1_000_000;

    private readonly PolicyProof _proof;
    private readonly PolicyPlan _plan;
    private readonly PageWorld _world;
    private readonly StringBuilder _steps = new();
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private long _now;
    private int _others;

    private TestBlock(PolicyProof proof) => (_proof, _plan, _world) = (proof, proof.Plan, proof.World);

    /// <summary>Null where a test cannot say what happens on the way.</summary>
    public static string? Write(PolicyProof proof, Contract contract, Way way)
    {
        var block = new TestBlock(proof);
        foreach (var (happening, values) in way.Steps)
        {
            if (contract.Property is Property.Stuck && happening == way.Steps[^1].Happening)
                for (var tier = 0; tier < block._plan.Hierarchy.Tiers.Count; tier++) block.Fill(tier, "100%");
            if (!block.Happen(happening, values)) return null;
        }

        // A contract of the text fails the test by itself; something must be expected all the same.
        block.Say($"expect {(contract.Origin is null ? block.Expectation(contract, way) : null) ?? "p != none"};");
        return block.Whole(contract, way.Steps[0].Values);
    }

    private string Whole(Contract contract, TermValues values)
    {
        var text = new StringBuilder($"test \"never: {contract.Text.Replace("never ", "", StringComparison.Ordinal).TrimEnd(';').Replace('"', '\'')}\" for {_plan.Name} {{\n");
        for (var i = 0; i < _plan.Parameters.Count; i++)
        {
            var p = _plan.Parameters[i];
            if (values.Of(_world.Parameters[i]) is var value && value != p.Default) text.Append(CultureInfo.InvariantCulture, $"  given {p.Name} = {Parameter(p, value)};\n");
        }

        var tenant = values.Of(_world.Tenant) is >= 0 and var owner ? $" of {_plan.Hierarchy.Tenants[(int)owner].Name}" : "";
        text.Append(CultureInfo.InvariantCulture, $"  given page p {TypeNames.Kinds[values.Of(_world.Kind)]}{tenant}{WayText.Wish(_proof, values)};\n");
        for (var i = 1; i <= _others; i++) text.Append(CultureInfo.InvariantCulture, $"  given page other{i};\n");
        return text.Append(_steps).Append("}\n").ToString();
    }

    private string Parameter(ParameterPlan p, long value) =>
        p.Names.Count > 0 ? p.Names.First(n => n.Value == value).Name : Shown.Value(_plan, p.Type, value);

    private void Say(string step) => _steps.Append("  ").Append(step).Append('\n');

    private bool Happen(Happening happening, TermValues values)
    {
        Bring(happening, values);
        var agent = Shown.Value(_plan, ValueType.Agent, values.Of(happening.Agent));
        switch (happening.Kind)
        {
            case HappeningKind.Access:
                var times = Times(happening, values);
                Say($"{agent} {(values.IsTrue(happening.Write) ? "writes" : "reads")} p{(times > 1 ? $" {times} times" : "")};");
                return true;
            case HappeningKind.Pin:
                Say($"{agent} pins p{(values.IsTrue(happening.Long) ? " long" : "")};");
                return true;
            case HappeningKind.Unpin:
                Say($"{agent} unpins p;");
                return true;
            case HappeningKind.Hint:
                Say($"{agent} hints {WayText.Hint(_plan, happening.Number)} p;");
                return true;
            case HappeningKind.Offline:
                Say($"{Shown.Tier(_plan, values.Of(_world.Tier))} goes offline;");
                return true;
            case HappeningKind.Landing:
                After(MoveNs(values));
                return true;
            case HappeningKind.Pass when _plan.Ticks[happening.Number].PeriodNs is > 0 and var period:
                After(period - _now % period);
                return true;
            case HappeningKind.Scan:
                var scan = _plan.Observers.First(o => o.Kind == ObserverKind.AccessedBit && (o.TierMask >> (int)values.Of(_world.Tier) & 1) != 0).PeriodNs;
                After(scan - _now % scan);
                return true;
            case HappeningKind.Reclaim:
                Reclaim(_plan.Reclaim[happening.Number]);
                return true;
            default:
                return false;
        }
    }

    private void After(long ns)
    {
        _now += ns;
        Say($"after {TypeNames.Show(ValueType.Time, ns)};");
    }

    private void Reclaim(ReclaimPlan section)
    {
        var tier = _plan.Hierarchy.Tiers[section.Tier];
        if (section.By == ReclaimedBy.Driver && tier.Driver >= 0)
        {
            Say($"{_plan.Hierarchy.Agents[tier.Driver].Name} reclaims {tier.Name} {TypeNames.Show(ValueType.Bytes, _plan.Hierarchy.PageBytes)};");
            return;
        }

        Fill(section.Tier, "100%");
        _others++;
        Say($"{_plan.Hierarchy.Agents[0].Name} reads other{_others};");
        After(1_000);
    }

    private void Fill(int tier, string share)
    {
        var step = $"given {_plan.Hierarchy.Tiers[tier].Name} filled {share};";
        if (_said.Add(step)) Say(step);
    }

    /// <summary>Until an observer tells of one, or a device has counted as many as a rule asks for.</summary>
    private long Times(Happening happening, TermValues values)
    {
        var counted = happening.Story.Where(i => values.IsTrue(i.When)).SelectMany(i => i.Seen).Where(s => s.Leaf is PageStatExpr)
            .Select(s => values.Of(s.Value)).DefaultIfEmpty(1).Max();
        var sampled = _plan.Observers.Where(o => o.Kind == ObserverKind.Sample).Select(o => o.Amount).DefaultIfEmpty(1).Max();
        return Math.Clamp(Math.Max(counted, sampled), 1, MostTimes);
    }

    /// <summary>What the rules that fire look at, as far as a test can bring it about.</summary>
    private void Bring(Happening happening, TermValues values)
    {
        foreach (var incident in happening.Story)
        {
            if (!values.IsTrue(incident.When)) continue;
            foreach (var (leaf, value) in incident.Seen) Bring(leaf, values.Of(value));
            if (incident.Kind != IncidentKind.Placed || incident.Tier is null) continue;
            var target = (int)values.Of(incident.Tier);
            // The tiers that come first must be full.
            foreach (var before in _plan.Rules[incident.Rule].Tiers.TakeWhile(t => t != target)) Fill(before, "100%");
        }
    }

    private void Bring(Expr leaf, long value)
    {
        switch (leaf)
        {
            case StatExpr s:
                var stat = _plan.Hierarchy.Agents[s.Agent].Stats[s.Stat];
                Say($"{_plan.Hierarchy.Agents[s.Agent].Name}.{stat.Name} = {Shown.Value(_plan, stat.Type, value)};");
                break;
            case PageExpr { Property: PageProperty.Idle or PageProperty.Resident } when value > 0:
                After(value);
                break;
            case TierExpr { Property: TierProperty.Free } t when value < _plan.Hierarchy.Tiers[t.Tier].CapacityBytes / 2:
                var (capacity, page) = (_plan.Hierarchy.Tiers[t.Tier].CapacityBytes, _plan.Hierarchy.PageBytes);
                var share = 1_000_000_000m * ((capacity - value) / page * page) / capacity;
                Fill(t.Tier, (Math.Floor(share) / 10_000_000m).ToString("0.#######", CultureInfo.InvariantCulture) + "%");
                break;
        }
    }

    /// <summary>What a test can expect instead of a contract that stands in no text.</summary>
    private string? Expectation(Contract contract, Way way)
    {
        var (happening, values) = way.Steps[^1];
        var tier = values.Of(happening.Next[0]);
        if (tier < 0) return null;
        var name = Shown.Tier(_plan, tier);
        return contract.Property switch
        {
            Property.Stuck => _others > 0 ? $"other{_others} != none" : $"!(p in {name})",
            Property.Unanswered => "p in " + string.Join(", ", _plan.Hierarchy.Tiers.Where(t => t.Access[(int)values.Of(happening.Agent)].Reachable).Select(t => t.Name)),
            Property.Place when contract.IsAboutPins => _plan.Hierarchy.Tiers[(int)tier].Pins == PinPermission.None ? $"!(p in {name} && p.pinned)" : $"!(p in {name} && p.pinned long)",
            _ => $"!(p in {name})",
        };
    }

    private long MoveNs(TermValues values)
    {
        var (from, to) = ((int)values.Of(_world.Tier), (int)values.Of(_world.MovingTo));
        var h = _plan.Hierarchy;
        var link = h.Links.FirstOrDefault(l => l.From == from && l.To == to);
        var latency = link?.LatencyNs ?? Math.Max(h.Tiers[from].Access.Max(a => a.ReadNs), h.Tiers[to].Access.Max(a => a.WriteNs));
        var bandwidth = Math.Min(Math.Min(h.Tiers[from].Bandwidth, h.Tiers[to].Bandwidth), link?.Bandwidth ?? long.MaxValue);
        var ns = latency + (long)(h.PageBytes * (Int128)1_000_000_000 / bandwidth) + 1;
        // A round time reads better.
        return (ns + 999) / 1_000 * 1_000;
    }
}
