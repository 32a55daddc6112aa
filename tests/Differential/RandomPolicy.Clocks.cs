namespace CdmPolicy.Tests.Differential;

/// <summary>A reclaimer that goes by the clock, with fields that decay, state of each sort, and what frames say.</summary>
internal sealed partial class RandomPolicy
{
    private void WriteAging() => Line("""
        reclaimer Aging(tick: time = 20us, favour: kind = file) {
          queue hot; queue cold; buckets filed by warm; hand at; ghost gone(capacity) { hits : u3; fade : u9; }
          state {
            counts[3] : count = capacity; rate : average(count, 1/4); gap : average(time, 30%) = 4us; step : epoch;
            turn : time = tick; quiet : bool = false; last : kind = anon; share : ratio = 5%; speed : pace = 3k/s; rank[2] : kind = file;
          }
          page { hits : u4 halves every tick; warm : u6 halves every 30us; fade : u11 decays to 70% every 17us; slow : u5 decays to 70% every 17us; age : u3 halves on step; dirtied : bool; }
          miss { if (gone.take(page)) { hits += 1; fade += 3; } }
          insert {
            slow = 9;
            if (kind == favour || huge) { hot.push_front(page); } else { if (hits > 1) { filed.push_front(page); } else { cold.push_front(page); } }
            counts[hits] += 1; rank[counts[0]] = kind;
          }
          access {
            hits += 2; warm += 5; fade += 90; age += 1; last = kind; rate.add(hits + fade / 64);
            if (slow > 4) { slow -= 1; }
            if (dirty) { dirtied = true; warm += 1; }
            if (hits > 3 && rate.value >= 2) { hot.push_front(page); } else { if (page in filed) { filed.push_front(page); } }
          }
          every tick {
            turn += tick / 2; quiet = !quiet; gap.add(turn); if (turn > 900us) { turn = 3us; share = share / 2; speed += 1/s; }
            scan hot from back at most 2 { if (hits == 0) { cold.push_front(page); } else { stop; } }
            if (counts[rate.value] > 3) { advance step; counts[2] = 0; }
          }
          every 3 * tick { advance step; scan filed from lowest at most 1 { if (quiet && rank[1] == last) { cold.push_back(page); } } }
          remove { gone.add(page); }
          victim {
            scan cold from back { if (hits > 1 && !asked && kind in favour, anon) { hits -= 1; hot.push_front(page); } else { if (fade < 60 || dirtied || age > 2 || slow < 3) { gone.add(page); evict; } fade -= 30; } }
            scan filed from lowest at most 4 { if (warm < 9 || gap.value > 20us) { evict; } }
            scan hot from at towards front { if (hits == 0) { gone.add(page); evict; } hits -= 1; }
          }
        }
        """);
}
