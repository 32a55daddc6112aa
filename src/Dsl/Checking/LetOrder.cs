using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Syntax;

namespace CdmPolicy.Dsl.Checking;

/// <summary>Orders the <c>let</c>s of a policy so that each comes after those it reads; they may stand in any order.</summary>
internal static class LetOrder
{
    /// <summary>Those that read themselves, directly or not, are left out.</summary>
    public static IReadOnlyList<LetSymbol> Sort(IReadOnlyList<LetSymbol> lets)
    {
        var byName = lets.ToDictionary(l => l.Name, StringComparer.Ordinal);
        var readers = lets.ToDictionary(l => l.Name, _ => new List<string>(), StringComparer.Ordinal);
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var let in lets)
        {
            var read = Words(let.Syntax.Value).Where(byName.ContainsKey).Distinct(StringComparer.Ordinal).ToArray();
            waiting[let.Name] = read.Length;
            foreach (var name in read) readers[name].Add(let.Name);
        }

        var ready = new Queue<string>(lets.Select(l => l.Name).Where(n => waiting[n] == 0));
        var order = new List<LetSymbol>();
        while (ready.Count > 0)
        {
            var name = ready.Dequeue();
            order.Add(byName[name]);
            foreach (var reader in readers[name])
                if (--waiting[reader] == 0) ready.Enqueue(reader);
        }

        return order;
    }

    /// <summary>Those that <see cref="Sort"/> leaves out and that another one of them reads: all that are on a circle, or between two.</summary>
    public static IReadOnlyList<LetSymbol> OnCircles(IReadOnlyList<LetSymbol> lets, IReadOnlyList<LetSymbol> ordered)
    {
        var done = new HashSet<string>(ordered.Select(l => l.Name), StringComparer.Ordinal);
        var left = lets.Where(l => !done.Contains(l.Name)).ToDictionary(l => l.Name, StringComparer.Ordinal);
        var reads = left.Values.ToDictionary(l => l.Name, l => Words(l.Syntax.Value).Where(left.ContainsKey).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var readers = left.Keys.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        foreach (var name in reads.Values.SelectMany(names => names)) readers[name]++;
        var unread = new Queue<string>(left.Keys.Where(name => readers[name] == 0));
        while (unread.Count > 0)
        {
            var name = unread.Dequeue();
            left.Remove(name);
            foreach (var read in reads[name])
                if (--readers[read] == 0) unread.Enqueue(read);
        }

        return [.. lets.Where(l => left.ContainsKey(l.Name))];
    }

    /// <summary>The way by which a <c>let</c> reads itself, from itself on, or null: one that only reads a circle is not to blame.</summary>
    public static IReadOnlyList<string>? Circle(LetSymbol let, IReadOnlyList<LetSymbol> lets)
    {
        var byName = lets.ToDictionary(l => l.Name, StringComparer.Ordinal);
        var readBy = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<LetSymbol>([let]);
        while (next.Count > 0)
        {
            var current = next.Dequeue();
            foreach (var word in Words(current.Syntax.Value))
            {
                if (word == let.Name) return Way(let.Name, current.Name, readBy);
                if (!byName.TryGetValue(word, out var read) || readBy.ContainsKey(word)) continue;
                readBy.Add(word, current.Name);
                next.Enqueue(read);
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Way(string from, string to, Dictionary<string, string> readBy)
    {
        var way = new List<string> { to };
        while (way[^1] != from) way.Add(readBy[way[^1]]);
        way.Reverse();
        return way;
    }

    /// <summary>Every word of an expression that may be a name.</summary>
    public static IEnumerable<string> Words(ExpressionSyntax root)
    {
        var next = new Stack<SyntaxNode>([root]);
        while (next.Count > 0)
        {
            switch (next.Pop())
            {
                case WordSyntax w:
                    yield return w.Text;
                    break;
                case BinarySyntax b:
                    next.Push(b.Left);
                    next.Push(b.Right);
                    break;
                case NotSyntax n:
                    next.Push(n.Operand);
                    break;
                case ConditionalSyntax c:
                    next.Push(c.Condition);
                    next.Push(c.WhenTrue);
                    next.Push(c.WhenFalse);
                    break;
                case CallSyntax c:
                    foreach (var argument in c.Arguments) next.Push(argument);
                    break;
                case ElementSyntax e:
                    next.Push(e.Index);
                    break;
                case InSyntax i:
                    if (i.Subject is not null) next.Push(i.Subject);
                    next.Push(i.Set);
                    break;
                case RangeSetSyntax r:
                    next.Push(r.Low);
                    next.Push(r.High);
                    break;
            }
        }
    }
}
