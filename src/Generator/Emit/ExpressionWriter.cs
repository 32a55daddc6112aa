using System.Runtime.CompilerServices;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Generator.Emit;

/// <summary>
/// Expressions as C#. Values are <c>long</c>, truths <c>bool</c>, agents and tiers <c>int</c>, kinds <c>PageKind</c>.
/// Saturating helpers are called only where the ranges cannot exclude that they matter.
/// </summary>
internal sealed class ExpressionWriter(ExpressionScope scope)
{
    private const long One = 1_000_000_000;

    /// <summary>Frames times 10^9 stay within 63 bits, and so does a ratio below this times a tier's frames.</summary>
    private const long LargestFill = 4 * One;

    /// <summary>How tightly the outermost operator of a text binds.</summary>
    private enum Binding
    {
        Any,
        Conditional,
        Or,
        And,
        Equality,
        Relation,
        Shift,
        Sum,
        Product,
        Unary,
        Primary,
    }

    public string Write(Expr expression) => Write(expression, Binding.Any);

    private string Write(Expr expression, Binding needed)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (text, binding) = Convert(expression);
        return binding < needed ? $"({text})" : text;
    }

    private (string Text, Binding Binding) Convert(Expr expression) => expression switch
    {
        _ when scope.ValueOnce(expression) is { } field => (field, Binding.Primary),
        ConstantExpr e => Constant(e),
        ParameterExpr e => (scope.Parameter(e.Parameter), Binding.Primary),
        FieldExpr e => (scope.Field(e.Field), Binding.Primary),
        InForceExpr e => (scope.InForce(e.Rule), Binding.Relation),
        VictimFieldExpr e => (scope.VictimField(e.Field), Binding.Primary),
        PageExpr e => (scope.Page(e.Property), Binding.Primary),
        DeviceExpr e => (scope.Device(e.Agent, e.Property), Binding.Primary),
        EventExpr e => (scope.Event(e.Property), Binding.Primary),
        RequestExpr e => Request(e),
        TierExpr e => Tier(e),
        StatExpr { Type: ValueType.Bool } e => (scope.Stat(e.Agent, e.Stat) + " != 0", Binding.Equality),
        StatExpr e => (scope.Stat(e.Agent, e.Stat), Binding.Primary),
        PageStatExpr e => (scope.PageStat(e.Agent, e.Stat), Binding.Primary),
        LatencyExpr e => (scope.Latency(e.Tier, e.Agent), Binding.Primary),
        TrafficExpr e => (scope.Traffic(e.Tier), Binding.Primary),
        MovesPendingExpr => (scope.MovesPending, Binding.Primary),
        BudgetExpr e => (scope.Budget(e.Budget, e.Property), Binding.Primary),
        CapacityExpr => (scope.Capacity, Binding.Primary),
        QueueCountExpr e => ("(long)" + scope.QueueCount(e.Queue), Binding.Unary),
        NotExpr { Operand: ComparisonExpr c } => Comparison(c with { Operator = Opposite(c.Operator) }),
        GhostCountExpr e => ($"(long){scope.Ghost(e.Ghost)}.Count", Binding.Unary),
        InGhostExpr e => ($"{scope.Ghost(e.Ghost)}.Contains({scope.PageNumber})", Binding.Primary),
        GhostFieldExpr e => (scope.GhostField(e.Ghost, e.Field), Binding.Primary),
        GhostDistanceExpr e => ($"{scope.Ghost(e.Ghost)}.Distance({scope.PageNumber})", Binding.Primary),
        InQueueExpr e => InQueue(e),
        GhostRemoveExpr { Takes: true } e => (scope.Take(e.Ghost), Binding.Primary),
        GhostRemoveExpr e => ($"{scope.Ghost(e.Ghost)}.Remove({scope.PageNumber})", Binding.Primary),
        IncomingExpr e => (scope.Incoming(e.Field), Binding.Primary),
        CellExpr e => (Cell(e.Cell, e.Place) + (scope.IsAverage(e.Cell) ? ".Value" : ""), Binding.Primary),
        MineExpr e => (scope.Mine(e.Tier, e.OfRequest), Binding.Primary),
        FitExpr e => ($"{Cell(e.Cell, e.Place)}.Fit({Write(e.Pages)})", Binding.Primary),
        NotExpr e => ("!" + Write(e.Operand, Binding.Unary), Binding.Unary),
        LogicalExpr { Operator: LogicalOperator.And } e => Infix(e.Left, "&&", e.Right, Binding.And, Binding.And),
        LogicalExpr e => Infix(e.Left, "||", e.Right, Binding.Or, Binding.Or),
        ComparisonExpr e => Comparison(e),
        AddExpr e => Add(e),
        SubtractExpr e => Subtract(e),
        ProductExpr e => Product(e),
        QuotientExpr e => Quotient(e),
        ConditionalExpr e => (
            $"{Write(e.Condition, Binding.Or)} ? {Wide(e.WhenTrue)} : {Wide(e.WhenFalse)}", Binding.Conditional),
        InSetExpr e => InSet(e),
        InRangeExpr e => InRange(e),
        CallExpr e => Call(e),
        _ => throw new InvalidOperationException($"no C# for {expression.GetType().Name}"),
    };

    /// <summary>A cell of the policy's state, which can also be written to.</summary>
    public string Cell(int cell, EquatableArray<Expr> place) =>
        scope.Cell(cell, place, [.. place.Select(p => Write(p, Binding.Unary))]);

    private (string, Binding) Constant(ConstantExpr e) => (e.Type switch
    {
        ValueType.Bool => CSharpText.Bool(e.Value != 0),
        ValueType.Agent => scope.AgentName(e.Value),
        ValueType.Tenant => scope.TenantName(e.Value),
        ValueType.Tier => scope.TierName(e.Value),
        ValueType.Kind => KindName(e.Value),
        _ => CSharpText.Number(e.Value),
    }, e.Value < 0 ? Binding.Unary : Binding.Primary);

    private (string, Binding) Request(RequestExpr e)
    {
        var value = scope.Request(e.Property, e.OfPage);
        return e.Property switch
        {
            RequestProperty.BoundTo or RequestProperty.Prefers => ($"{value} == {scope.TierName(e.Tier)}", Binding.Equality),
            RequestProperty.AsksFor => ($"({value} >> {scope.TierName(e.Tier)} & 1) != 0", Binding.Equality),
            _ => (value, Binding.Primary),
        };
    }

    private (string, Binding) Tier(TierExpr e)
    {
        if (e.Property == TierProperty.Whole) return (scope.Whole(e.Tier), Binding.Primary);
        var tier = scope.Tier(e.Tier);
        if (e.Property == TierProperty.Fill)
            return ($"(long){tier}.Used * {CSharpText.Number(One)} / {tier}.Capacity", Binding.Product);
        return ($"(long){tier}.{e.Property} * {CSharpText.Number(scope.PageBytes)}", Binding.Product);
    }

    /// <summary>Queues are numbered from 1 in the frames, so that 0 is none.</summary>
    private (string, Binding) InQueue(InQueueExpr e)
    {
        var single = (e.Queues & (e.Queues - 1)) == 0;
        if (!single) return ($"(0x{e.Queues << 1:X} >> {scope.Frame}.Queue & 1) != 0", Binding.Equality);
        var id = 1;
        for (; (e.Queues >> id) != 0; id++) continue;
        return ($"{scope.Frame}.Queue == {CSharpText.Number(id)}", Binding.Equality);
    }

    private (string, Binding) Comparison(ComparisonExpr e)
    {
        if (e.Left is TierExpr { Property: TierProperty.Fill } left && Fill(left, e.Operator, e.Right) is { } a) return a;
        if (e.Right is TierExpr { Property: TierProperty.Fill } right && Fill(right, Mirror(e.Operator), e.Left) is { } b) return b;
        return e.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual
            ? Infix(e.Left, Symbol(e.Operator), e.Right, Binding.Equality, Binding.Relation)
            : Infix(e.Left, Symbol(e.Operator), e.Right, Binding.Relation, Binding.Shift);
    }

    /// <summary>
    /// fill = ⌊used · 10^9 / capacity⌋ against a limit, without dividing: fill ≥ r exactly when used ≥ ⌈r · capacity / 10^9⌉,
    /// and fill &gt; r exactly when fill ≥ r + 1. Null where only the division will do.
    /// </summary>
    private (string, Binding)? Fill(TierExpr fill, ComparisonOperator comparison, Expr limit)
    {
        var above = comparison is ComparisonOperator.Greater or ComparisonOperator.LessOrEqual;
        if (comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual || limit.Range.Max >= LargestFill - 1) return null;
        var atLeast = comparison is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual;
        var symbol = atLeast ? ">=" : "<";
        var tier = scope.Tier(fill.Tier);
        if (limit is ConstantExpr c)
            return ($"{tier}.Used {symbol} {scope.FramesAtFill(fill.Tier, c.Value, above)}", Binding.Relation);
        var ratio = above ? $"({Write(limit, Binding.Sum)} + 1)" : Write(limit, Binding.Unary);
        return ($"(long){tier}.Used * {CSharpText.Number(One)} {symbol} {ratio} * {tier}.Capacity", Binding.Relation);
    }

    private (string, Binding) Add(AddExpr e) =>
        e.Left.Range.Max <= long.MaxValue - e.Right.Range.Max
            ? Infix(e.Left, "+", e.Right, Binding.Sum, Binding.Product)
            : Helper("Add", e.Left, e.Right);

    private (string, Binding) Subtract(SubtractExpr e) =>
        e.Left.Range.Min >= e.Right.Range.Max
            ? Infix(e.Left, "-", e.Right, Binding.Sum, Binding.Product)
            : Helper("Subtract", e.Left, e.Right);

    private (string, Binding) Product(ProductExpr e)
    {
        if (!Fits(e.Left.Range.Max, e.Right.Range.Max)) return Helper("Product", e.Left, e.Right, e.Divisor);
        var product = Infix(e.Left, "*", e.Right, Binding.Product, Binding.Unary);
        return e.Divisor == 1 ? product : ($"{product.Text} / {CSharpText.Number(e.Divisor)}", Binding.Product);
    }

    private (string, Binding) Quotient(QuotientExpr e)
    {
        if (e.Right.Range.Min < 1 || !Fits(e.Left.Range.Max, e.Scale)) return Helper("Quotient", e.Left, e.Right, e.Scale);
        if (e.Left is ConstantExpr c) return ($"{CSharpText.Number(c.Value * e.Scale)} / {Write(e.Right, Binding.Unary)}", Binding.Product);
        var left = Write(e.Left, Binding.Product);
        if (e.Scale != 1) left = $"{left} * {CSharpText.Number(e.Scale)}";
        return ($"{left} / {Write(e.Right, Binding.Unary)}", Binding.Product);
    }

    private (string, Binding) InSet(InSetExpr e)
    {
        var members = Enumerable.Range(0, 64).Where(i => (e.Mask >> i & 1) != 0)
            .Select(i => Constant(new ConstantExpr(e.Subject.Type, i)).Item1).ToArray();
        return members.Length switch
        {
            0 => ("false", Binding.Primary),
            1 => ($"{Write(e.Subject, Binding.Relation)} == {members[0]}", Binding.Equality),
            _ => ($"{Write(e.Subject, Binding.Relation)} is {string.Join(" or ", members)}", Binding.Relation),
        };
    }

    private (string, Binding) InRange(InRangeExpr e)
    {
        var subject = Write(e.Subject, Binding.Shift);
        return e is { Low: ConstantExpr, High: ConstantExpr }
            ? ($"{subject} is >= {Write(e.Low)} and <= {Write(e.High)}", Binding.Relation)
            : ($"{subject} >= {Write(e.Low, Binding.Shift)} && {subject} <= {Write(e.High, Binding.Shift)}", Binding.And);
    }

    private (string, Binding) Call(CallExpr e)
    {
        var arguments = e.Arguments;
        switch (e.Function)
        {
            case Function.Min or Function.Max:
                return (arguments.Skip(1).Aggregate(
                    Wide(arguments[0]), (text, next) => $"{Runtime.Math}.{e.Function}({text}, {Wide(next)})"), Binding.Primary);
            case Function.Clamp:
                // Not Math.Clamp: it throws when the bounds cross, the language takes the lower one.
                return ($"{Runtime.Math}.Max({Wide(arguments[1])}, {Runtime.Math}.Min({Wide(arguments[0])}, {Wide(arguments[2])}))", Binding.Primary);
            case Function.Pages:
                return ($"{Write(arguments[0], Binding.Unary)} / {CSharpText.Number(scope.PageBytes)}", Binding.Product);
            case Function.Bytes:
                return Product(new ProductExpr(e.Type, e.Range, arguments[0], new ConstantExpr(ValueType.Bytes, scope.PageBytes), 1));
            case Function.Log2:
                return Helper("Log2", arguments[0]);
            default:
                throw new InvalidOperationException($"no C# for {e.Function}");
        }
    }

    private (string Text, Binding) Infix(Expr left, string symbol, Expr right, Binding binding, Binding rightNeeds) =>
        ($"{Write(left, binding)} {symbol} {Write(right, rightNeeds)}", binding);

    private (string, Binding) Helper(string name, params Expr[] arguments) =>
        ($"{Runtime.Saturating}.{name}({string.Join(", ", arguments.Select(a => Write(a)))})", Binding.Primary);

    private (string, Binding) Helper(string name, Expr left, Expr right, long scale) =>
        ($"{Runtime.Saturating}.{name}({Write(left)}, {Write(right)}, {CSharpText.Number(scale)})", Binding.Primary);

    /// <summary>Keeps a literal from making its surroundings 32 bits wide.</summary>
    private string Wide(Expr expression)
    {
        var text = Write(expression, Binding.Or);
        var numeric = expression.Type is not (ValueType.Bool or ValueType.Agent or ValueType.Tier or ValueType.Kind or ValueType.Tenant);
        return numeric && expression is ConstantExpr && char.IsDigit(text[text.Length - 1]) ? text + "L" : text;
    }

    private static bool Fits(long left, long right) => left == 0 || right <= long.MaxValue / left;

    private static string KindName(long kind) => Runtime.PageKind + kind switch
    {
        0 => ".Anon",
        1 => ".Shmem",
        2 => ".File",
        _ => ".Kernel",
    };

    private static ComparisonOperator Mirror(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => comparison,
    };

    private static ComparisonOperator Opposite(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        _ => ComparisonOperator.Less,
    };

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
