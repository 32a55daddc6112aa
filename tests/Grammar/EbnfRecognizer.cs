namespace CdmPolicy.Tests.Grammar;

/// <summary>
/// Whether a text is one of the grammar's, by every way of reading it: where each part may end is remembered for each place
/// at which it was tried. Then the parts that some reading of the whole text uses are marked.
/// </summary>
internal sealed class EbnfRecognizer(Ebnf grammar, string[] tokens)
{
    private readonly Dictionary<(EbnfNode Node, int At), int[]> _ends = [];
    private readonly HashSet<(EbnfNode Node, int At, int End)> _marked = [];
    private int _farthest;

    /// <returns>Where no reading gets any further, or null.</returns>
    public string? Recognize(string production, HashSet<EbnfNode> used)
    {
        var whole = grammar.Productions[production];
        if (!Ends(whole, 0).Contains(tokens.Length))
            return string.Join(' ', tokens.Skip(Math.Max(0, _farthest - 6)).Take(6)) + " ⟨here⟩ " + string.Join(' ', tokens.Skip(_farthest).Take(4));
        Mark(whole, 0, tokens.Length, used);
        return null;
    }

    private int[] Ends(EbnfNode node, int at)
    {
        if (_ends.TryGetValue((node, at), out var known)) return known;
        // What begins with itself has no other reading.
        _ends[(node, at)] = [];
        return _ends[(node, at)] = [.. Find(node, at).Distinct().Order()];
    }

    private IEnumerable<int> Find(EbnfNode node, int at) => node switch
    {
        Literal literal => Step(at, token => token == literal.Text),
        Reference reference when grammar.Productions.TryGetValue(reference.Name, out var body) => Ends(body, at),
        Reference reference => Step(at, token => EbnfTokens.Is(token, reference.Name)),
        Choice choice => choice.Options.SelectMany(o => Ends(o, at)),
        Sequence sequence => sequence.Parts.Aggregate((IEnumerable<int>)[at], (ends, part) => ends.SelectMany(e => Ends(part, e)).Distinct().ToArray()),
        Repeat { Many: false } option => Ends(option.Body, at).Append(at),
        Repeat many => Closure(many.Body, at),
        _ => throw new InvalidOperationException(),
    };

    private HashSet<int> Closure(EbnfNode body, int at)
    {
        var reached = new HashSet<int> { at };
        var open = new Queue<int>(reached);
        while (open.TryDequeue(out var from))
            foreach (var end in Ends(body, from))
                if (reached.Add(end)) open.Enqueue(end);
        return reached;
    }

    private int[] Step(int at, Func<string, bool> fits)
    {
        _farthest = Math.Max(_farthest, at);
        return at < tokens.Length && fits(tokens[at]) ? [at + 1] : [];
    }

    private void Mark(EbnfNode node, int at, int end, HashSet<EbnfNode> used)
    {
        if (!_marked.Add((node, at, end))) return;
        used.Add(node);
        switch (node)
        {
            case Reference reference when grammar.Productions.TryGetValue(reference.Name, out var body):
                Mark(body, at, end, used);
                break;
            case Choice choice:
                foreach (var option in choice.Options.Where(o => Ends(o, at).Contains(end))) Mark(option, at, end, used);
                break;
            case Sequence sequence:
                MarkSequence(sequence, at, end, used);
                break;
            case Repeat repeat when end > at:
                MarkRepeat(repeat, at, end, used);
                break;
        }
    }

    /// <summary>Between each two parts, every place that can be reached from the left and from which the right can be reached.</summary>
    private void MarkSequence(Sequence sequence, int at, int end, HashSet<EbnfNode> used)
    {
        var parts = sequence.Parts;
        var starts = new HashSet<int>[parts.Count + 1];
        starts[0] = [at];
        for (var i = 0; i < parts.Count; i++) starts[i + 1] = [.. starts[i].SelectMany(s => Ends(parts[i], s))];
        HashSet<int> goals = [end];
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            var from = new HashSet<int>();
            foreach (var start in starts[i])
                foreach (var goal in Ends(parts[i], start).Where(goals.Contains))
                {
                    from.Add(start);
                    Mark(parts[i], start, goal, used);
                }

            goals = from;
        }
    }

    private void MarkRepeat(Repeat repeat, int at, int end, HashSet<EbnfNode> used)
    {
        foreach (var next in Ends(repeat.Body, at))
        {
            if (next == end) Mark(repeat.Body, at, end, used);
            else if (repeat.Many && next > at && next < end && Closure(repeat.Body, next).Contains(end))
            {
                Mark(repeat.Body, at, next, used);
                Mark(repeat, next, end, used);
            }
        }
    }
}
