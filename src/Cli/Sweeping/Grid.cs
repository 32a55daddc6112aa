using CdmPolicy.Cli.Running;

namespace CdmPolicy.Cli.Sweeping;

/// <summary>Settings of one run; its text is what to add to <c>cdmp run</c> for the same.</summary>
internal sealed record Point(IReadOnlyList<Assignment> Settings)
{
    public string Text => string.Join(' ', Settings.Select(s => s.Name.Length > 0 ? $"{s.Option} {s.Text}" : $"{s.Option} {s.Value}"));

    public IEnumerable<Assignment> Of(string option) => Settings.Where(s => s.Option == option);
}

/// <summary>Every value of each axis with every value of the others. Jobs are numbered from 1; the last axis changes fastest.</summary>
internal sealed record Grid(IReadOnlyList<Axis> Axes)
{
    public const int MaxJobs = 1_000_000;

    public int Count => (int)Axes.Aggregate(1L, (product, axis) => product * axis.Values.Count);

    /// <exception cref="CommandException">It has no axis, an axis twice, or too many jobs.</exception>
    public Grid Checked()
    {
        var twice = Axes.GroupBy(a => (a.Option, a.Name)).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw CommandException.Misuse($"`{twice.First().Title}` is varied twice", "give all its values at once: `hot=1..8|16`");
        if (Axes.Count == 0) throw CommandException.Misuse("`sweep` needs something to vary", "name a parameter and its values: `--over hot=1..16`");
        var jobs = Axes.Aggregate((Int128)1, (product, axis) => Int128.Min(product * axis.Values.Count, long.MaxValue));
        return jobs <= MaxJobs ? this : throw CommandException.Misuse($"the grid has more than {MaxJobs:N0} jobs", "give the axes fewer values");
    }

    public IEnumerable<int> JobsOf(Shard shard) => Enumerable.Range(1, Count).Where(shard.Has);

    /// <param name="job">1 to <see cref="Count"/>.</param>
    public Point At(int job)
    {
        var settings = new Assignment[Axes.Count];
        var rest = job - 1;
        for (var axis = Axes.Count - 1; axis >= 0; axis--)
        {
            settings[axis] = Axes[axis].At(rest % Axes[axis].Values.Count);
            rest /= Axes[axis].Values.Count;
        }

        return new(settings);
    }
}
