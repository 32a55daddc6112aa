using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>The parts of outcomes that get members of their own: choices among tiers, partners of exchanges, consequences.</summary>
internal sealed partial class PolicyWriter
{
    private void WriteOutcomes()
    {
        for (var i = 0; i < _plan.Rules.Count; i++)
        {
            var rule = _plan.Rules[i];
            if (rule.Choice == TierChoice.Interleave) WriteInterleave(i, rule);
            if (rule.Accepted.Count > 0) WriteConsequence(i, rule, _consequenceNames[i].Accepted, "then", rule.Accepted);
            if (rule.Refused.Count > 0) WriteConsequence(i, rule, _consequenceNames[i].Refused, "else", rule.Refused);
            if (rule.Exchanges) WritePartners(i, rule);
        }

        var exchanging = Enumerable.Range(0, _plan.Rules.Count).Where(r => _plan.Rules[r].Exchanges).ToArray();
        if (exchanging.Length == 0) return;
        _writer.Line();
        using (_writer.Block($"public int SelectPartner({_names.Machine} machine, int rule, int tier, int frame)"))
        {
            using (_writer.Block("switch (rule)"))
                foreach (var rule in exchanging)
                    if (_explains) WriteTellingPartner(rule);
                    else _writer.Line($"case {rule}: return {_partnerNames[rule].Select}(machine, tier, frame);");
            _writer.Line("return 0;");
        }
    }

    /// <summary>
    /// The tiers an agent is near, then the others; each by how soon it reaches them, read and write together. What it cannot
    /// address comes last.
    /// </summary>
    private IEnumerable<int> Nearest(IEnumerable<int> tiers, int agent) => tiers
        .OrderBy(t => _plan.Hierarchy.Agents[agent].Near.Contains(t) && _plan.Hierarchy.Tiers[t].Access[agent].Addressable ? 0 : 1)
        .ThenBy(t => _plan.Hierarchy.Tiers[t].Access[agent] is { Addressable: true } access ? (decimal)access.ReadNs + access.WriteNs : decimal.MaxValue);

    /// <summary>A round has as many turns as the weights together; the tier whose turn it is comes first, then those behind it.</summary>
    private void WriteInterleave(int number, RulePlan rule)
    {
        var turn = _interleaveNames[number] + "Turn";
        _writer.Line();
        _writer.Line($"private int _{turn};");
        _writer.Line();
        _writer.Comment(rule.Source);
        using (_writer.Block($"private {Runtime.TierOrder} {_interleaveNames[number]}()"))
        {
            _writer.Line($"var turn = _{turn};");
            _writer.Line($"_{turn} = turn + 1 == {rule.Weights.Sum()} ? 0 : turn + 1;");
            long turns = 0;
            for (var i = 0; i < rule.Tiers.Count; i++)
            {
                turns += rule.Weights[i];
                var order = Order(rule.Tiers.Skip(i).Concat(rule.Tiers.Take(i)));
                _writer.Line(i == rule.Tiers.Count - 1 ? $"return {order};" : $"if (turn < {turns}) return {order};");
            }
        }
    }

    /// <summary>The calls that follow a rule; where the page is now is found by its number.</summary>
    private (string Accepted, string Refused) Consequences(int number)
    {
        var rule = _plan.Rules[number];
        var arguments = IsInHandler(number)
            ? (IsInEvent(number) ? ", agent, false" : ", agent, write") + (_notesIdle && AsksForIdle(rule.Accepted.Concat(rule.Refused)) ? ", idle" : "")
            : "";
        string Call(string name, string frame) => $"{name}(machine, {frame}{arguments});";
        var after = rule.Outcome == OutcomeKind.Evict ? "0" : $"machine.FrameOf(page{number})";
        return (
            rule.Accepted.Count == 0 ? "" : Call(_consequenceNames[number].Accepted, after),
            rule.Refused.Count == 0 ? "" : Call(_consequenceNames[number].Refused, "frame"));
    }

    private void WriteConsequence(int number, RulePlan rule, string name, string word, IEnumerable<Stmt> statements)
    {
        var notesIdle = _plan.IdleField >= 0 && !ArrivalsAskForIdle && _plan.Access.Concat(_plan.HintFault).Any(h => h.Rules.Contains(number))
            && AsksForIdle(rule.Accepted.Concat(rule.Refused));
        var parameters = (IsInHandler(number) ? ", int agent, bool write" : "") + (notesIdle ? ", long idle" : "");
        _writer.Line();
        _writer.Comment($"{rule.Label}: {word}");
        using (_writer.Block($"private void {name}({_names.Machine} machine, int frame{parameters})"))
        {
            _writer.Line("var frames = machine.Frames;");
            var scope = new PolicyScope(_plan, _names, _limits) { IdleLocal = notesIdle ? "idle" : null };
            new StatementWriter(_writer, _plan, _names, scope).Write(statements);
        }
    }

    /// <summary>A search for a page to exchange passes over at most 32, as one for a victim does under <c>keep</c>.</summary>
    private void WritePartners(int number, RulePlan rule)
    {
        var (select, passes, search) = _partnerNames[number];
        var sections = _plan.Reclaim.Where(r => r.By == ReclaimedBy.Kernel && rule.Tiers.Contains(r.Tier)).ToArray();
        _writer.Line();
        _writer.Comment(rule.Source);
        using (_writer.Block($"private int {select}({_names.Machine} machine, int tier, int frame)"))
        {
            foreach (var section in sections)
            {
                using (_writer.Block($"if (tier == {_names.Tiers[section.Tier]})"))
                {
                    if (section.OrderBy is not null)
                    {
                        _writer.Line($"var victim = {_searchNames[section.Tier]}(machine);");
                        _writer.Line($"return victim == 0 || {passes}(machine, frame, victim) ? 0 : victim;");
                    }
                    else
                    {
                        _writer.Line($"var search = new {search}(machine, frame);");
                        _writer.Line($"var victim = {_names.Orders[section.Tier]}.Victim(machine.Frames, ref search);");
                        _writer.Line($"return victim == 0 || (search.Exhausted && {passes}(machine, frame, victim)) ? 0 : victim;");
                    }
                }

                _writer.Line();
            }

            _writer.Line("return 0;");
        }

        _writer.Line();
        using (_writer.Block($"private bool {passes}({_names.Machine} machine, int frame, int victim)"))
        {
            _writer.Line("var frames = machine.Frames;");
            _writer.Line("if (!machine.CanExchange(frame, victim)) return true;");
            foreach (var section in sections.Where(Passes))
                _writer.Line($"if (frames[victim].Tier == {_names.Tiers[section.Tier]} && {_reclaimNames[section.Tier].Keeps}(machine, victim)) return true;");
            var condition = rule.ExchangeWhen is null ? "false" : $"!({new ExpressionWriter(Scope()).Write(rule.ExchangeWhen)})";
            _writer.Line($"return {condition};");
        }

        _writer.Line();
        _writer.Line("/// <summary>One search for a page to exchange: at most 32 pages are passed over, those under way aside.</summary>");
        using (_writer.Block($"private struct {search}({_names.Machine} machine, int page) : {Runtime.IKeep}"))
        {
            _writer.Line("private int _passed;");
            _writer.Line();
            _writer.Line("public static bool Active => true;");
            _writer.Line();
            _writer.Line("public readonly bool Exhausted => _passed == 32;");
            _writer.Line();
            using (_writer.Block("public bool Keeps(int frame)"))
            {
                _writer.Line("if (machine.IsHeld(frame)) return true;");
                _writer.Line($"if (Exhausted || !machine.Policy.{passes}(machine, page, frame)) return false;");
                _writer.Line("_passed++;");
                _writer.Line("return true;");
            }

            _writer.Line();
            _writer.Line("public void GiveUp() => _passed = 32;");
        }
    }

    private bool IsInEvent(int rule) => _plan.Events.Any(e => e.Handlers.Any(h => h.Rules.Contains(rule)));

    private bool IsInHandler(int rule) => _plan.Handlers.Any(h => h.Rules.Contains(rule));

    private static bool AsksForIdle(IEnumerable<Stmt> statements) =>
        ExpressionFacts.Any(statements, e => e is PageExpr { Property: PageProperty.Idle });
}
