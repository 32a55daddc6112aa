using System.Text;

namespace CdmPolicy.Tests.Differential;

/// <summary>Writes random policies over small hierarchies, so small that every rule and every queue is soon under strain.</summary>
internal sealed partial class RandomPolicy(int seed)
{
    private static readonly string[] Kinds = ["on_die", "ram", "cxl", "persistent"];
    private static readonly string[] Orders =
        ["Fifo", "Lru", "Clock", "Clock(bits: 3)", "Sieve", "TwoHands", "Segments(promote_at: 2)",
        "Remembering", "Remembering(parts: 4)", "S3Fifo(small: 30%)", "TwoQ", "Slru(segments: 3)", "Arc", "Counted", "Lfu", "MultiGen(generations: 3)", "Random(reach: 3)",
        "Lirs(hir: 20%)", "Lirs(hir: 40%, history: 50%)", "Haunted", "Haunted(width: 1)", "Aging", "Aging(tick: 9us, favour: anon)", "Choosy", "Choosy(odd: 3)", "S3Fifo(small: 10%, libcachesim: true)", "Slru(segments: 3, libcachesim: true)"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private string[] _tiers = [];
    private bool _hasNap;
    private int _label;

    /// <summary>Some accesses come without who made them, and how.</summary>
    private bool _isBlind;

    /// <summary>Microseconds that rules of <c>on hint_fault</c> compare with; 0 without hint faults.</summary>
    private int _hintDelay;

    public static string Namespace(int seed) => $"Random{seed}";

    public static string Write(int seed) => new RandomPolicy(seed).Write();

    private string Write()
    {
        var count = _random.Next(2, 5);
        _tiers = [.. Enumerable.Range(0, count).Select(i => $"t{i}")];
        Line($"namespace {Namespace(seed)};");
        WriteReclaimers();
        WriteAging();
        WriteHierarchy();
        WritePolicy();
        return _text.ToString();
    }

    private void WriteReclaimers() => Line("""
        reclaimer TwoHands {
          queue young; queue old; hand low; hand high;
          page { marks : u3; seen : bool; }
          insert { if (young.count > old.count) { old.push_back(page); } else { young.push_front(page); } }
          access { marks += 2; seen = true; if (marks > 4) { old.remove(page); young.push_front(page); } else { if (marks > 2) { young.remove(page); old.push_back(page); } } }
          victim {
            scan old from low towards front at most 5 {
              if (seen) { seen = false; young.push_front(page); } else { if (marks == 0) { evict; } marks -= 1; }
            }
            scan young from high towards back {
              if (marks > 3) { marks -= 2; stop; }
              if (marks > 0) { marks -= 1; old.push_back(page); } else { evict; }
            }
          }
        }
        reclaimer Remembering(parts: count = 3) {
          queue part[parts];
          ghost gone(capacity / 2); ghost lost(3);
          state { turn : count = capacity; odd : bool = false; }
          page { level : u3; back : bool; again : bool; }
          miss {
            if (gone.remove(page)) { back = true; turn += gone.count; } else { again = page in lost; }
            lost.remove(page);
          }
          insert {
            part[0].push_front(page);
            if (back || odd || again) { level = 1; part[1].push_back(page); }
            odd = !odd;
          }
          access {
            if (level < parts - 1) { level += 1; }
            for i in 1..parts - 1 { if (level == i) { part[i].push_front(page); } }
            scan part[2] from back at most turn / 8 { level -= 1; part[0].push_back(page); if (level == 0) { stop; } }
          }
          remove { lost.add(page); turn /= 2; }
          victim {
            if (incoming.back && turn > 3) { gone.drop(); turn = 1; }
            for i in 0..parts - 1 {
              scan part[i] from back {
                if (level > i) { level -= 1; part[i].push_front(page); } else { gone.add(page); evict; }
              }
            }
          }
        }
        reclaimer Choosy(odd: count = 2) {
          queue tried; queue proven; ghost seen(2 * capacity);
          state { tick : count = 0; }
          page { uses : u3; late : bool; }
          miss {
            tick += 1;
            uses = 3;
            if (!seen.remove(page)) {
              seen.add(page);
              late = tick / odd * odd == tick;
              if (late) { refuse; }
            }
          }
          insert { if (uses > 2) { proven.push_back(page); } else { tried.push_front(page); } uses = 0; }
          access { uses += 1; if (uses > 2) { proven.push_front(page); } }
          remove { tick += 3; }
          trim {
            if (tick > 6) { tick -= 5; scan tried from back { if (uses < 2) { evict; } uses -= 1; } }
            if (proven.count > 1 + capacity / 2) { scan proven from back at most 3 { if (uses == 0) { evict; } uses -= 1; } }
          }
          victim {
            if (incoming.uses > 2) { scan proven from front { evict; } }
            scan tried from back { evict; }
          }
        }
        reclaimer Haunted(width: count = 3) {
          queue q[2]; queue rest;
          ghost gone(capacity) { uses : u(width); wild : bool; turns : u4; }
          ghost far(2 * capacity + 2) { uses : u9; }
          state { n : count = 0; }
          page { uses : u4; back : bool; stale : bool; }
          miss {
            back = gone.take(page);
            if (!far.remove(page)) { uses += 1; far.add(page); }
            stale = gone.distance(page) > 3 && far.distance(page) < 2;
            scan gone from back at most 2 { if (gone.turns > 2) { gone.remove(page); } else { gone.turns += 1; gone.wild = page in far; } }
            scan q[0] from back at most 1 { uses += 1; if (uses > 3) { rest.push_back(page); } }
            if (n > 20 && !back) { n = 0; refuse; }
          }
          insert { if (back) { q[1].push_front(page); } else { q[0].push_front(page); } if (stale) { rest.push_back(page); } }
          access {
            uses += 2; n += 1;
            if (page in q && uses > 5) { rest.push_front(page); } else { if (page in rest, q) { n += 1; } }
            if (page in gone) { gone.turns = uses + 2; gone.wild = !gone.wild; }
            far.take(page);
            scan far from front towards back at most n { if (far.uses > 3) { stop; } far.uses += 2; if (page in gone) { far.drop(); } else { far.add(page); } }
          }
          remove { if (!gone.take(page)) { gone.add(page); gone.wild = true; } }
          victim {
            if (incoming.back) { scan gone from front { if (gone.wild) { gone.remove(page); } gone.wild = true; n += 1; if (n > 9) { stop; } } }
            scan rest from back { if (far.distance(page) < 4) { far.remove(page); gone.add(page); evict; } uses -= 1; if (uses == 0) { far.add(page); evict; } }
            for i in 0..1 { scan q[i] from back { gone.add(page); far.add(page); evict; } }
          }
        }
        reclaimer Counted {
          queue fresh; buckets known by uses;
          page { uses : u3; tired : bool; }
          insert { uses = 2; if (fresh.count > known.count) { known.push_back(page); } else { fresh.push_front(page); } }
          access { uses += 1; if (uses > 4) { uses -= 3; known.push_back(page); } else { if (!tired) { known.push_front(page); } } }
          victim {
            scan known from lowest at most 5 {
              if (tired && uses > 2) { tired = false; uses = 7; known.push_front(page); }
              else { if (uses == 1) { fresh.push_back(page); } else { if (uses > 3) { evict; } uses += 1; known.push_back(page); } }
            }
            scan fresh from back { if (tired) { evict; } tired = true; fresh.push_front(page); }
          }
        }
        reclaimer Segments(promote_at: count = 1) {
          queue probation; queue main;
          page { hits : u6; long_lived : bool; }
          insert { probation.push_front(page); }
          access { hits += 1; if (hits >= 3 && long_lived) { main.push_front(page); } }
          victim {
            scan probation from back at most capacity / 2 {
              if (hits >= promote_at) { long_lived = true; hits = 0; main.push_front(page); } else { evict; }
            }
            scan main from back { if (hits > 0) { hits -= 1; main.push_front(page); } else { evict; } }
          }
        }
        """);

    private void WriteHierarchy()
    {
        _remote = Chance(3) ? _random.Next(1, _tiers.Length) : 0;
        _hidden = Chance(5) ? Pick(_tiers) : null;
        _readOnly = Chance(3) ? _random.Next(1, _tiers.Length) : 0;
        Line($"hierarchy H {{ page 4KiB; {HugeSize()}agent cpu{(Chance(2) ? $" {{ near {Pick(_tiers)}; }}" : ";")} agent gpu : device {{ stat busy : ratio; page stat touches : count; }}");
        foreach (var tier in _tiers)
        {
            Line($"tier {tier} : {Pick(Kinds)} {{ capacity {4 * _random.Next(2, 10)}KiB; read {_random.Next(20, 400)}ns; "
                + $"write {_random.Next(20, 900)}ns; bandwidth {Bandwidth()}; "
                + (Chance(3) ? $"from gpu {{ read {_random.Next(10, 90)}ns; write 70ns; bandwidth 800GB/s; }} " : "") + Mapping(tier) + Contiguity() + "}");
        }

        Line("store disk { read 80us; write 30us; bandwidth 2GB/s; }");
        if (Chance(3)) Line($"swap {{ capacity {4 * _random.Next(1, 12)}KiB; read 60us; write 20us; bandwidth 3GB/s; }}");
        WriteTenants();
        WriteLinks();
        Line($"fallback {string.Join(" -> ", _tiers)}; }}");
    }

    private void WritePolicy()
    {
        Line("policy P for H {");
        WriteObservers(new Random(unchecked(seed * 7919)));
        Line($"param hot : count = {_random.Next(1, 9)} in 1..20;");
        Line("param wait : time = 30us in 1us..1ms;");
        WriteNamedParameters();
        Line($"budget up = {4 * _random.Next(1, 6)}KiB per {_random.Next(5, 60)}us;");
        Line($"budget pacing = {_random.Next(2, 30)}us per {_random.Next(20, 90)}us;");
        Line($"page {{ heat : u8 halves every {_random.Next(3, 40)}us; warm : u5 halves every 90us; flag : bool; "
            + $"score : u16 decays to {_random.Next(50, 100)}% every {_random.Next(2, 30)}us; seen : u2; last : agent; "
            + "home : tier; since : time; age : u4 halves on step; }");
        Line($"state {{ ticks : count = {_random.Next(5)}; busy : bool = hot > 4; recent : agent = none; best : tier = {_tiers[0]}; what : kind = file; "
            + $"slot[{_random.Next(1, 5)}] : count = {_random.Next(3)}; pause : average(time, {Pick(["1/4", "30%", "1/32", "100%"])}); "
            + $"sizes : average(count, 1/8) = {_random.Next(9)}; warmth : histogram(heat, 9); ages : histogram(age, 5); "
            + $"scores : histogram(seen, 2); step : epoch; }}");
        Line("state per tier { visits : count = 1; lag : average(time, 1/16); marks[3] : bool = false; hots : histogram(heat, 12); olds : histogram(age, 7); }");
        Line("state per agent { calls : count = 0; }");
        Line("state per tenant { turns : count = 2; sums : average(count, 1/4); notes[2] : count = 1; ages_of : histogram(heat, 10); }");
        Line($"let cold = {Condition(1, false)};");
        Line("placement {");
        WriteHugePlacement();
        for (var i = _random.Next(3); i > 0; i--) Rule(RequestCondition(), Chance(3) ? Choice() : TierList());
        Line($"r{_label++}: otherwise => {(Chance(3) ? "fallback" : Chance(3) ? Choice() : Named(TierList(), mayBeNone: false))}; }}");
        Line("migration {");
        WriteHandler("on access" + Latch(), Chance(2));
        if (Chance(2)) WriteHandler((_isBlind ? "on access" : "on access by gpu") + Latch(), true);
        if (Chance(2)) WriteHandler($"on access in {Pick([.. _tiers.Where(t => t != _hidden)])}" + Latch(), Chance(2));
        if (_hintDelay > 0) WriteHintHandlers();
        if (_samples) WriteSampleHandlers();
        if (Chance(2)) WriteHandler($"every {_random.Next(2, 30)}us over {Pick(_tiers)} limit {_random.Next(1, 9)}{Best()}{Latch()}", Chance(2), false);
        WriteFaults();
        if (Chance(2)) Line($"every {_random.Next(5, 40)}us{Latch()} {{ ticks += 1; {Statement(false, false)} }}");
        WriteQueuePass();
        if (Chance(2)) WriteHandler($"every 17us over {_tiers[0]}, {_tiers[^1]} limit 5{Best()}", Chance(3), false);
        WriteEvents();
        Line("}");
        for (var tier = 0; tier < _tiers.Length; tier++) WriteReclaim(tier);
        if (Chance(2)) WritePins();
        for (var i = _random.Next(3); i > 0; i--) Line($"never {Condition(1, false)};");
        Line("}");
    }

    /// <summary>Half of the policies see everything; in the others each tier is observed in one way or another.</summary>
    private void WriteObservers(Random random)
    {
        if (random.Next(2) == 0)
        {
            WriteKeepers(new Random(seed), "observe everything;");
            return;
        }

        _bits = seed % 8 == 0;
        foreach (var tier in _tiers)
        {
            var way = _bits ? 4 : random.Next(5);
            _samples |= way is 1 or 2;
            if (way == 0) Line($"observe everything over {tier};");
            else if (way == 1) Line($"observe sample 1 in {random.Next(1, 5)} over {tier};");
            else if (way == 2) Line($"observe reads 1 in {random.Next(1, 5)}, writes 1 in {random.Next(1, 5)} over {tier};");
            else
            {
                Line($"observe accessed_bit every {random.Next(5, 60)}us over {tier};");
                _isBlind = true;
            }
        }

        WriteKeepers(new Random(seed), "");
        if (random.Next(2) == 0) return;
        Line($"observe hint_fault scan {4 * random.Next(1, 6)}KiB every {random.Next(5, 60)}us over {_tiers[0]}, {_tiers[^1]};");
        _hintDelay = random.Next(5, 200);
    }

    private void WriteHintHandlers()
    {
        Line($"on hint_fault{Latch()} {{ heat += 2; if (write) {{ seen += 1; }}");
        Rule($"delay < {_hintDelay}us && {Condition(1, false)}", MoveOutcome());
        Line("}");
        Line($"on hint_fault by gpu in {_tiers[0]} {{ last = agent; if (delay > {_hintDelay / 3}us) {{ warm += 1; }}");
        Rule("agent == gpu && " + Condition(1, false), MoveOutcome());
        Line("}");
    }

    private void WriteHandler(string head, bool statements, bool isAccess = true)
    {
        Line(head + " {");
        if (statements || Chance(2))
        {
            Line(Pick(["heat += 1;", "heat += 3; warm += 1;", "score += 40;"]));
            if (isAccess) Line(Pick(_isBlind
                ? ["last = gpu;", "since = now;", "if (dirty) { seen += 1; } else { flag = true; }", "home = tier;"]
                : ["last = agent;", "since = now;", "if (write) { seen += 1; } else { flag = true; }", "home = tier;"]));
            for (var i = _random.Next(4); i > 0; i--) Line(Statement(isAccess && !_isBlind, true));
            if (Chance(2)) Line($"if ({Condition(1, isAccess)}) {{ score -= 7; flag = !flag; }} else {{ warm = seen + 2; }}");
        }

        // The rule that statements anywhere put out of force stands in the first handler.
        if (!_hasNap) Line($"nap: when heat > 2 && dirty => {MoveOutcome()};");
        _hasNap = true;
        WriteSizes(migration: true);
        for (var i = _random.Next(4); i > 0; i--) Rule(Condition(2, isAccess), !isAccess && Chance(6) ? PageOut() : MoveOutcome());
        Line("}");
    }

    /// <summary>Something about the policy's own state.</summary>
    private string Statement(bool isAccess, bool hasPage)
    {
        var (tier, n) = (Pick(_tiers), _random.Next(1, 12));
        string[] always =
        [
            $"ticks += {n};", "ticks = 0;", $"web.turns += {n}; web.sums.add({n});", $"suspend nap for {n * 4}us;", $"pacing = {n * 3}us;", "up += 4KiB; if (up.amount > 40KiB) { up /= 4; }", "busy = !busy;", $"best = {tier};", $"slot[{n}] += 1;", "slot[ticks] += slot[1];", "advance step;",
            $"{tier}.visits += {n};", $"{tier}.marks[ticks] = busy;", $"sizes.add({n});", $"pause.add({n * 100}ns);", $"{tier}.lag.add({n}us);",
            $"if (ticks > {n}) {{ advance step; slot[2] -= 1; }}", "what = anon;", "gpu.calls += 1;", LoadStatement(tier),
        ];
        string[] page =
        [
            "tenant.turns += heat;", "tenant.sums.add(score); tenant.notes[seen] += 1;", "tier.visits += heat;", "touch;", $"if (flag) {{ touch; up = {4 * n}KiB; }}", "slot[heat] += 1;", "sizes.add(score);", "tier.lag.add(idle);", "age += 3;", "age = slot[seen];",
            $"age += 1; advance step; heat += age;", "what = kind;", "best = tier;", "tier.marks[heat] = dirty;", "heat = warmth.fit(12KiB);",
        ];
        string[] access = ["pause.add(latency);", "recent = agent;", "agent.calls += 1;", "tier.lag.add(latency);"];
        if (_counts && hasPage && Chance(6)) return "gpu.touches = 0;";
        return isAccess && Chance(4) ? Pick(access) : hasPage && Chance(2) ? Pick(page) : Pick(always);
    }

    private void WriteReclaim(int tier)
    {
        var order = tier == 0 && _passes ? Walked() : Chance(4) ? "by " + Pick(["heat", "resident", "score * 3 + seen", "1h - idle", "if dirty then 2 else 1"]) : Pick(Orders);
        Line($"reclaim {_tiers[tier]} {{ order {order};");
        if (Chance(2)) Line($"reserve {_random.Next(1, 15)}%;");
        if (Chance(4)) Line($"start when {Switch()} until {Switch()};");
        else if (Chance(2)) Line($"below {_random.Next(15, 30)}% until {_random.Next(30, 60)}%;");
        if (Chance(3)) Line($"keep when {Condition(1, false)};");
        WriteSizes(migration: false);
        if (tier + 1 < _tiers.Length && !Chance(4))
        {
            var target = _tiers[_random.Next(tier + 1, _tiers.Length)];
            Rule(Condition(1, false), (Chance(4) ? "roomiest " : "") + target + (Chance(3) ? " within up" : "") + (Chance(4) ? Consequences() : ""));
        }

        Line($"r{_label++}: otherwise => evict{(Chance(4) ? " then { ticks += 1; }" : "")}; }}");
    }

    private string Best() => Chance(2) ? " best by " + Pick(["heat", "score", "idle", "now - resident"]) : "";

    private string Latch() => Chance(3) ? $" while {Switch()}{(Chance(3) ? "" : $" until {Switch()}")}" : "";

    /// <summary>What can be asked without a page.</summary>
    private string Switch()
    {
        var (tier, n) = (Pick(_tiers), _random.Next(1, 12));
        return Pick([$"{tier}.fill > {n * 8}%", $"{tier}.fill < {n * 8}%", "busy", $"ticks > {n}", $"up.left > {n}KiB", "gpu.busy > 40%", $"{tier}.visits > {n * 2}", LoadCondition(tier, n)]);
    }

    /// <summary>A line with a rule that can be left out.</summary>
    public static bool IsConditional(string line) => line.StartsWith('r') && line.Contains(": when ", StringComparison.Ordinal);

    private void Rule(string condition, string outcome) => Line($"r{_label++}: when {condition} => {outcome};");

    private string MoveOutcome()
    {
        if (Chance(8)) return "stay";
        var outcome = Chance(4) ? Choice() : Named(TierList(), mayBeNone: true);
        if (Chance(3)) outcome += Chance(2) ? Pick([" within up", " within pacing"]) : $" within {4 * _random.Next(1, 4)}KiB per 20us";
        if (Chance(3)) outcome += " or next";
        else if (Chance(3)) outcome += " or exchange" + Pick(["", " when victim.heat < heat", " when !dirty || victim.score < score + 3", " when victim.seen < 2 && ticks > 3"]);
        if (Chance(5)) outcome += " keep shadow";
        return outcome + (Chance(4) ? Consequences() : "");
    }

    private string PageOut() => "evict" + Pick(["", " within up", " within pacing", $" within {4 * _random.Next(1, 4)}KiB per 20us"]) + Pick(["", " or next"])
        + Pick(["", " then { ticks += 1; }", " then { web.turns += 1; } else { heat += 2; touch; }"]);

    private string Consequences() =>
        $" then {{ {Pick(["heat += 1;", "flag = !flag;", "seen += 1; score /= 2;", "home = tier;"])} {Statement(false, true)} }}"
        + (Chance(3) ? "" : $" else {{ {Statement(false, true)} {Pick(["heat -= 2;", "warm += 1;", "if (dirty) { score += 9; }", "ticks += 1;"])} }}");

    private string Choice() => Chance(3)
        ? "interleave " + string.Join(", ", TierList().Split(", ").Select(t => Chance(3) ? t : $"{t}: {_random.Next(1, 5)}"))
        : Pick(["nearest ", "roomiest "]) + TierList();

    private string TierList() =>
        string.Join(", ", _tiers.OrderBy(_ => _random.Next()).Take(_random.Next(1, _tiers.Length + 1)));

    private string RequestCondition() => Pick(
    [
        "kind == file", "kind == anon && size > 8KiB", "agent == gpu", $"bound to {Pick(_tiers)}", $"prefers {Pick(_tiers)}",
        $"asks for {Pick(_tiers)}", "tenant == db", $"{Pick(_tiers)}.mine < 8KiB", "tenant.turns > 4", $"{Pick(_tiers)}.free > {4 * _random.Next(1, 5)}KiB",
    ]);

    private string PlainCondition(int depth, bool isAccess)
    {
        if (depth > 0 && Chance(2))
        {
            var (left, right) = (Condition(depth - 1, isAccess), Condition(depth - 1, isAccess));
            return Pick([$"({left}) && ({right})", $"({left}) || ({right})", $"!({left})"]);
        }

        if (_kept.Count > 0 && Chance(5)) return Pick([.. _kept]);
        var tier = Pick(_tiers);
        var n = _random.Next(1, 12);
        string[] page =
        [
            $"heat >= {n}", "heat < hot", "2 * warm + seen > hot", $"score / 8 > {n}", "flag", $"in {tier}", "dirty", "asked",
            $"kind == {Pick(["anon", "file"])}", $"idle > {n * 4}us", "resident > wait", $"since + {n}us < wait * 3",
            $"{tier}.fill > {n * 8}%", $"{tier}.free > {4 * n}KiB", $"{tier}.used < {tier}.capacity / 2", $"home == {tier}",
            $"up.left > {4 * n}KiB", $"pacing.used < {n}us", "last == gpu", $"heat in 2..{n + 3}", $"log2(score) > {n % 5}", "gpu.busy > 40%",
            $"min(heat, score) >= {n % 4}", $"(if flag then heat else warm) > {n % 6}", "pages(up.used) < seen + 1", $"clamp(heat, {n}, seen) > {n % 7}",
            $"clamp(score, {n}, {n / 2}) == {n}", $"100us / wait > {n * 10}%", $"tier in {tier}, {_tiers[0]}",
            $"ticks > {n}", "busy", "recent == last", $"best == {tier}", "what == kind", $"slot[{n}] > {n % 4}", "slot[heat] > ticks / 2",
            $"pause.value > {n * 30}ns", $"sizes.value >= {n}", $"log2(heat) >= warmth.fit({4 * n}KiB)", $"warmth.bin(heat) > {n % 5}",
            $"ages.fit({n * 4}KiB) > {n % 6}", "ages.bin(age) > scores.fit(8KiB)", $"step > {n}", "tier.visits > hot", $"{tier}.visits > {n}",
            $"tier.lag.value > {n}us", $"{tier}.marks[seen]", $"{tier}.hots.fit({n}KiB * 4) > {n % 8}", "tier.olds.fit(8KiB) <= age", "gpu.calls > cpu.calls",
            $"age > {n % 5}", LoadCondition(tier, n), LoadCondition(tier, n), LoadCondition(tier, n),
            "tenant == web", "tenant == none", "tenant in web, db", $"{tier}.mine > {n * 2}KiB", $"tenant.turns > {n}", $"web.sums.value > {n}",
            $"tenant.ages_of.fit({n * 4}KiB) < log2(heat)", $"tenant.notes[heat] > {n}", "pinned", "pinned long", "locked", $"held > {n * 3}us",
            $"bound to {tier}", $"asks for {tier}", $"!(prefers {tier})",
        ];
        string[] access = ["write", "agent == gpu", $"latency > {n * 40}ns", $"now > {n * 100}us"];
        return isAccess && Chance(4) && !_isBlind ? Pick(access) : Pick(page);
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private string Pick(string[] options) => options[_random.Next(options.Length)];

    private void Line(string text) => _text.Append(text).Append('\n');
}
