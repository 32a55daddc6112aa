using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>
/// On which queues a page can be at a point of a hook, a bit each: bit 0 for none, bit n for the queue with id n. Where only
/// one place is left, generated code does not look.
/// </summary>
internal readonly record struct QueuePlaces(uint Mask)
{
    public static QueuePlaces None { get; } = new(1);

    /// <summary>After a statement that leaves the hook or the scan.</summary>
    public static QueuePlaces Nowhere { get; } = new(0);

    public bool OnlyNone => Mask == 1;

    /// <summary>The index of the only queue possible, or -1.</summary>
    public int Only
    {
        get
        {
            for (var id = 1; id < 32; id++)
                if (Mask == 1u << id) return id - 1;
            return -1;
        }
    }

    public static QueuePlaces On(int queue) => new(1u << (queue + 1));

    public bool CanBeOn(int queue) => (Mask >> (queue + 1) & 1) != 0;

    /// <summary>After the page is taken off this queue, if it is on it.</summary>
    public QueuePlaces Without(int queue) => CanBeOn(queue) ? new((Mask & ~(1u << (queue + 1))) | None.Mask) : this;

    /// <summary>Where it is known not to be on this queue.</summary>
    public QueuePlaces NotOn(int queue) => new(Mask & ~(1u << (queue + 1)));

    /// <summary>Where it can be if a condition holds, or does not.</summary>
    public QueuePlaces Where(Expr condition, bool holds) => condition switch
    {
        NotExpr not => Where(not.Operand, !holds),
        LogicalExpr { Operator: LogicalOperator.And } both when holds => Where(both.Left, true).Where(both.Right, true),
        LogicalExpr { Operator: LogicalOperator.Or } either when !holds => Where(either.Left, false).Where(either.Right, false),
        InQueueExpr { Queues: var queues } => new(Mask & (holds ? (uint)queues << 1 : ~((uint)queues << 1))),
        _ => this,
    };

    public QueuePlaces Or(QueuePlaces other) => new(Mask | other.Mask);

    /// <summary>Where pages are between events.</summary>
    public static QueuePlaces Resident(ReclaimerPlan plan)
    {
        var places = After(plan.Insert, None);
        foreach (var statement in ExpressionFacts.All(plan.Statements))
        {
            if (statement is PushStmt push) places = places.Or(On(push.Queue));
            if (statement is UnlinkStmt) places = places.Or(None);
        }

        return places;
    }

    /// <summary>Where the page of a hook is after its statements.</summary>
    public static QueuePlaces After(IEnumerable<Stmt> statements, QueuePlaces before)
    {
        var places = before;
        foreach (var statement in statements)
        {
            places = statement switch
            {
                PushStmt push => On(push.Queue),
                UnlinkStmt unlink => places.Without(unlink.Queue),
                EvictStmt or StopStmt or RefuseStmt => Nowhere,
                IfStmt branch => After(branch.Then, places.Where(branch.Condition, true))
                    .Or(After(branch.Otherwise, places.Where(branch.Condition, false))),
                // A scan may move any page, this one too; what it can do is in the set of all places already.
                ScanStmt scan => ExpressionFacts.All(scan.Body).Aggregate(places, (sum, s) => s switch
                {
                    PushStmt push => sum.Or(On(push.Queue)),
                    UnlinkStmt => sum.Or(None),
                    _ => sum,
                }),
                _ => places,
            };
        }

        return places;
    }
}
