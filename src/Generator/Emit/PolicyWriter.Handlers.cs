using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

internal sealed partial class PolicyWriter
{
    private void WriteHandlers()
    {
        WriteEvent("OnAccess", _plan.Access, _plan.IdleField);
        WriteEvent("OnFault", _plan.Fault, -1);
        if (_plan.WriteFault.Count > 0) WriteEvent("OnWriteFault", _plan.WriteFault, -1);
        if (_plan.Observers.All(o => o.Kind != ObserverKind.HintFault)) return;
        WriteEvent("OnHintFault", _plan.HintFault, _plan.IdleField);
        WriteUnmapped();
    }

    /// <param name="idleField">The field that notes this event's time, or -1.</param>
    /// <param name="parameters">Behind the machine.</param>
    private void WriteEvent(
        string name, EquatableArray<HandlerPlan> handlers, int idleField, string parameters = "int frame, int agent, bool write", string access = "public")
    {
        var notesAfter = idleField >= 0 && ArrivalsAskForIdle;
        var rules = name == "OnAccess" ? _accessRulesName : _hintFaultRulesName;
        if (notesAfter) WriteNotesAfter(name, rules, idleField);
        _writer.Line();
        using (_writer.Block($"{(notesAfter ? "private" : access)} void {(notesAfter ? rules : name)}({_names.Machine} machine, {parameters})"))
        {
            if (handlers.Count == 0 && (idleField < 0 || notesAfter)) return;
            _writer.Line("var frames = machine.Frames;");
            if (handlers.Any(AsksForTier)) _writer.Line("int tier = frames[frame].Tier;");
            _notesIdle = idleField >= 0 && !notesAfter;
            if (_notesIdle)
            {
                // Noted before the outcome, which may take the page to another frame; rules see the time before.
                if (handlers.Any(AsksForIdle))
                    _writer.Line($"var idle = machine.Now - {_names.Fields.Names[idleField]}(frames, frame);");
                _writer.Line($"{_names.Fields.Setters[idleField]}(frames, frame, machine.Now);");
            }

            if (CanApplyAtOnce(handlers)) WriteAtOnce(handlers);
            else WriteAfterAll(handlers);
        }
    }

    /// <summary>A page that an outcome takes somewhere arrives in the middle of the access, and is asked about the one before.</summary>
    private bool ArrivalsAskForIdle => _plan.Events.Any(e => e.Kind == EventKind.Arrive && e.Handlers.Any(AsksForIdle));

    /// <summary>The access is noted where the page is when the rules are done with it.</summary>
    private void WriteNotesAfter(string name, string rules, int idleField)
    {
        _writer.Line();
        using (_writer.Block($"public void {name}({_names.Machine} machine, int frame, int agent, bool write)"))
        {
            _writer.Line("var page = machine.Frames[frame].Page;");
            _writer.Line($"{rules}(machine, frame, agent, write);");
            _writer.Line($"if (machine.FrameOf(page) is > 0 and var place) {_names.Fields.Setters[idleField]}(machine.Frames, place, machine.Now);");
        }
    }

    /// <summary>No later handler has statements that must still run before an outcome, or a latch to be moved on.</summary>
    private static bool CanApplyAtOnce(EquatableArray<HandlerPlan> handlers)
    {
        var firstWithRules = handlers.ToList().FindIndex(h => h.Rules.Count > 0);
        return firstWithRules < 0 || handlers.Skip(firstWithRules + 1).All(h => h.Statements.Count == 0 && h.Latch is null);
    }

    private void WriteAtOnce(EquatableArray<HandlerPlan> handlers)
    {
        var settled = new HashSet<int>();
        foreach (var handler in handlers)
        {
            using (Guard(handler))
            {
                var scope = HandlerScope(handler, settled);
                var rules = new RuleWriter(_writer, _plan, new ExpressionWriter(scope), Move, Consequences, "return;", "return;") { Explains = _explains };
                WriteStatements(handler, scope, settled);
                if (!rules.Write(handler.Rules) && Filter(handler).Length == 0) return;
            }
        }
    }

    /// <summary>Statements of every handler first, noting the first rule that matches; then its outcome.</summary>
    private void WriteAfterAll(EquatableArray<HandlerPlan> handlers)
    {
        _writer.Line("var matched = -1;");
        var settled = new HashSet<int>();
        var first = true;
        foreach (var handler in handlers)
        {
            using (Guard(handler))
            {
                var scope = HandlerScope(handler, settled);
                WriteStatements(handler, scope, settled);
                if (handler.Rules.Count == 0) continue;
                using (first ? default : _writer.Block("if (matched < 0)")) WriteMatches(handler.Rules, new ExpressionWriter(scope));
                first = false;
            }
        }

        _writer.Line();
        _writer.Line("// The first outcome found.");
        using (_writer.Block("switch (matched)"))
        {
            var remaining = handlers.SelectMany(h => h.Rules.Select(r => (Handler: h, Rule: r))).ToArray();
            for (var i = 0; i < remaining.Length; i++)
            {
                _writer.Line($"case {remaining[i].Rule}:");
                using (_writer.Braces()) WriteOutcome(remaining[i].Rule, remaining.Skip(i + 1));
            }
        }
    }

    private void WriteMatches(EquatableArray<int> rules, ExpressionWriter expressions)
    {
        var otherwise = "";
        foreach (var number in rules)
        {
            var rule = _plan.Rules[number];
            _writer.Comment(rule.Source);
            if (_explains)
            {
                WriteTellingMatch(number, rule, expressions);
                continue;
            }

            if (IsAlways(rule))
            {
                _writer.Mapped(rule.Origin, $"{otherwise}matched = {number};");
                return;
            }

            _writer.Mapped(rule.Origin, $"{otherwise}if ({expressions.Write(rule.Condition)}) matched = {number};");
            otherwise = "else ";
        }
    }

    /// <summary>One branch after the other, so that what does not match can be told of between them.</summary>
    private void WriteTellingMatch(int number, RulePlan rule, ExpressionWriter expressions)
    {
        _writer.Mapped(rule.Origin, IsAlways(rule) ? "if (matched < 0)" : $"if (matched < 0 && ({expressions.Write(rule.Condition)}))");
        using (_writer.Braces())
        {
            _writer.Line(Saw(_plan, number, expressions));
            _writer.Line($"matched = {number};");
        }

        if (!IsAlways(rule)) WritePassed(_writer, _plan, number, expressions, beside: "matched < 0 && ");
    }

    /// <summary>The outcome of a matched rule; where it says so, the rules after it follow a refusal.</summary>
    private void WriteOutcome(int number, IEnumerable<(HandlerPlan Handler, int Rule)> later)
    {
        var rule = _plan.Rules[number];
        var rules = new RuleWriter(_writer, _plan, new ExpressionWriter(HandlerScope(null, [])), Move, Consequences, "return;", "return;") { Explains = _explains };
        rules.Outcome(number, rule, rule.Origin);
        if (rule.OnRefusal != OnRefusal.Next || rule.Outcome == OutcomeKind.Stay) return;
        foreach (var group in later.GroupBy(l => l.Handler, l => l.Rule))
        {
            bool open;
            using (Guard(group.Key, again: true)) open = rules.Write(group);
            if (!open && Filter(group.Key).Length == 0) return;
        }

        _writer.Line("return;");
    }

    /// <param name="settled">Clocks settled on every path so far; grows where this handler always runs.</param>
    private void WriteStatements(HandlerPlan handler, PolicyScope scope, HashSet<int> settled)
    {
        foreach (var clock in scope.Settled.Except(settled).OrderBy(c => c))
            _writer.Line($"{_names.Fields.Settle[clock]}(frames, frame);");
        if (Filter(handler).Length == 0) settled.UnionWith(scope.Settled);
        new StatementWriter(_writer, _plan, _names, scope).Write(handler.Statements);
        if (handler.Rules.Count > 0) _writer.Line();
    }

    private PolicyScope HandlerScope(HandlerPlan? handler, IEnumerable<int> settled) => new(_plan, _names, _limits)
    {
        TierOfPage = "tier",
        IdleLocal = _notesIdle ? "idle" : null,
        Settled = handler is null ? [] : [.. settled, .. Settleable(handler.Statements)],
        Kept = handler is null ? [] : ReadBy(handler.Rules),
        Suffix = handler is null ? "" : LocalSuffix(handler),
    };

    /// <summary>Fields that the conditions of some rules read.</summary>
    private HashSet<int> ReadBy(IEnumerable<int> rules)
    {
        var read = new HashSet<int>();
        // What follows a refusal may set a field, which a local would not know.
        if (rules.Any(r => _plan.Rules[r].Refused.Count > 0)) return read;
        foreach (var number in rules)
            ExpressionFacts.Any(_plan.Rules[number].Condition, e => e is FieldExpr field && !MovesOn(field.Field) && read.Add(field.Field) && false);
        return read;
    }

    /// <summary>A statement can change what the field is worth, without assigning it.</summary>
    private bool MovesOn(int field) => _plan.Fields[field].Decay is >= 0 and var clock && _plan.Decays[clock].Epoch >= 0;

    /// <summary>Handlers of one event share a method: nothing for the first, a number for the others.</summary>
    private string LocalSuffix(HandlerPlan handler)
    {
        var event_ = new[] { _plan.Access, _plan.Fault, _plan.HintFault, _plan.WriteFault }.Concat(_plan.Events.Select(e => e.Handlers))
            .First(e => e.Any(h => ReferenceEquals(h, handler)));
        var place = event_.ToList().FindIndex(h => ReferenceEquals(h, handler));
        return place < 1 ? "" : CSharpText.Number(place + 1);
    }

    /// <summary>
    /// Clocks that the statements write and that halve: these may be brought up to now beforehand, since halving in two
    /// steps is halving in one. Other factors round at every step, so their fields are settled only by a write, and an
    /// epoch may move on between two statements.
    /// </summary>
    private HashSet<int> Settleable(IEnumerable<Stmt> statements) => new(
        ExpressionFacts.All(statements).OfType<AssignStmt>()
            .Select(s => _plan.Fields[s.Field].Decay)
            .Where(clock => clock >= 0 && _plan.Decays[clock] is { Halves: true, Epoch: < 0 }));

    private string Move(int number) => Apply("Move", number, "agent");

    private string Apply(string method, int number, string? agent)
    {
        var rule = _plan.Rules[number];
        if (rule.Outcome is OutcomeKind.Split or OutcomeKind.Collapse) return $"machine.{rule.Outcome}({number}, frame)";
        if (rule.Exchanges) method = "MoveOrExchange";
        var budget = rule.Budget < 0 ? "" : $", ref {_names.Budgets[rule.Budget]}";
        if (rule.Outcome == OutcomeKind.Evict) return $"machine.Evict({number}, frame{budget})";
        var order = Order(number, agent);
        // Where there is a choice, a page goes only to what comes before the tier it is in.
        if (order.Contains(" switch ")) order = $"({order})";
        if (rule.Choice is not (TierChoice.InOrder or TierChoice.ByParameter) && method != "MoveToPin") order += ".Before(frames[frame].Tier)";
        return $"machine.{method}({number}, frame, {order}{budget})";
    }

    /// <param name="again">The handler was asked in this event before: its latch is as it was.</param>
    private CodeWriter.Scope Guard(HandlerPlan handler, bool again = false)
    {
        _writer.Line();
        if (handler.Source.Length > 0) _writer.Comment(handler.Source);
        var filter = Filter(handler, again);
        if (filter.Length == 0) return default;
        _writer.Mapped(handler.Origin, $"if ({filter})");
        return _writer.Braces();
    }

    private string Filter(HandlerPlan handler, bool again = false)
    {
        var tests = new List<string>();
        if (handler.Agent >= 0) tests.Add($"agent == {_names.Agents[handler.Agent]}");
        var tiers = Enumerable.Range(0, _names.Tiers.Length).Where(t => (handler.TierMask >> t & 1) != 0).ToArray();
        if (tiers.Length < _names.Tiers.Length)
            tests.Add(tiers.Length switch
            {
                0 => "false",
                1 => $"tier == {_names.Tiers[tiers[0]]}",
                _ => "tier is " + string.Join(" or ", tiers.Select(t => _names.Tiers[t])),
            });
        if (handler.Latch is { } latch) tests.Add(again ? _names.Latches[latch.Number] : $"{LatchName(latch)}(machine)");
        return string.Join(" && ", tests);
    }

    private bool AsksForTier(HandlerPlan handler) => Filter(handler).Contains("tier ") || Asks(handler, PageProperty.Tier)
        || ExpressionFacts.All(handler.Statements).OfType<AssignStmt>().Any(a => _names.State.IsFollowedByTier(a.Field));

    private bool AsksForIdle(HandlerPlan handler) => Asks(handler, PageProperty.Idle);

    private bool Asks(HandlerPlan handler, PageProperty property)
    {
        bool Test(Expr e) => e is PageExpr page && page.Property == property;
        return ExpressionFacts.Any(handler.Statements, Test)
            || handler.Rules.Any(r => ExpressionFacts.Any(_plan.Rules[r].Condition, Test)
                || (property == PageProperty.Idle && AsksForIdle(_plan.Rules[r].Accepted.Concat(_plan.Rules[r].Refused))));
    }
}
