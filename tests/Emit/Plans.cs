using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using ValueType = CdmPolicy.Dsl.Plan.ValueType;

namespace CdmPolicy.Tests.Emit;

/// <summary>Small plans written by hand, for tests of the emitter alone.</summary>
internal static class Plans
{
    public static readonly SourceRange Nowhere = new("", new LinePosition(1, 1), new LinePosition(1, 2));

    public static ConstantExpr Count(long value) => new(ValueType.Count, value);

    public static ConstantExpr True { get; } = new(ValueType.Bool, 1);

    public static FieldPlan Bits(string name, int bits, int shift = 0, ValueType type = ValueType.Count) => new(
        name, "", type, new ValueRange(0, (1L << bits) - 1), new FieldLocation(true, 0, 1, shift, bits), -1, false, $"{name} : u{bits};");

    public static Stmt Set(int field, Expr value, string source) => new AssignStmt(source, Nowhere, field, value);

    public static Stmt PushFront(int queue = 0) => new PushStmt("order.push_front(page);", Nowhere, queue, true);

    public static Stmt Evict { get; } = new EvictStmt("evict;", Nowhere);

    public static Stmt If(Expr condition, Stmt[] then, params Stmt[] otherwise) =>
        new IfStmt("if (…)", Nowhere, condition, new(then), new(otherwise));

    public static ReclaimerPlan Reclaimer(
        string name, FieldPlan[] fields, Stmt[] insert, Stmt[] access, Stmt[] victim, params HandPlan[] hands) => new(
        "", name, name, name, "", true, EquatableArray<ReclaimerArgumentPlan>.Empty, new("order"), new(hands), new(fields), 0,
        new(insert), new(access), new(victim), EquatableArray<Stmt>.Empty, Nowhere);

    public static Stmt Scan(int hand, long factor, params Stmt[] body) => new ScanStmt(
        hand < 0 ? "scan order from back" : "scan order from at towards front", Nowhere, 0, hand, true, null, factor, new(body));

    public static ReclaimerPlan Fifo { get; } = Reclaimer("Fifo", [], [PushFront()], [], [Scan(-1, 1, Evict)]);

    public static ReclaimerPlan Lru { get; } = Reclaimer("Lru", [], [PushFront()], [PushFront()], [Scan(-1, 1, Evict)]);

    public static ReclaimerPlan Sieve { get; } = Reclaimer(
        "Sieve", [Bits("visited", 1, type: ValueType.Bool)],
        [Set(0, new ConstantExpr(ValueType.Bool, 0), "visited = false;"), PushFront()],
        [Set(0, True, "visited = true;")],
        [Scan(0, 2, If(new NotExpr(Field(ValueType.Bool, 1)), [Evict]), Set(0, new ConstantExpr(ValueType.Bool, 0), "visited = false;"))],
        new HandPlan("at", 0, true));

    public static ReclaimerPlan Clock { get; } = Reclaimer(
        "Clock_bits2", [Bits("uses", 2)],
        [Set(0, Count(0), "uses = 0;"), PushFront()],
        [Set(0, new AddExpr(ValueType.Count, new ValueRange(1, 4), Field(ValueType.Count, 3), Count(1)), "uses += 1;")],
        [
            Scan(-1, 4, If(
                new ComparisonExpr(ComparisonOperator.Equal, Field(ValueType.Count, 3), Count(0)), [Evict],
                Set(0, new SubtractExpr(ValueType.Count, new ValueRange(0, 2), Field(ValueType.Count, 3), Count(1)), "uses -= 1;"),
                PushFront())),
        ]);

    private static FieldExpr Field(ValueType type, long max) => new(type, new ValueRange(0, max), 0);
}
