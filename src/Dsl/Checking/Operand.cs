using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>What an expression turned out to be, before the place where it stands has said which type it needs.</summary>
internal abstract record Operand(TextSpan Span);

/// <summary>Literals alone: exact until a type is required. A null unit is a bare number.</summary>
/// <param name="Value">In the unit the type is kept in, but a ratio in ones.</param>
internal sealed record LiteralOperand(TextSpan Span, Rational Value, ValueType? Unit) : Operand(Span);

/// <summary>An expression with a type.</summary>
/// <param name="Nodes">Operators and operands, every <c>let</c> written out.</param>
internal sealed record TypedOperand(TextSpan Span, Expr Expr, int Nodes = 1, int Depth = 1) : Operand(Span);

/// <summary><c>none</c>: an agent or a tier, as the other side needs.</summary>
internal sealed record NoneOperand(TextSpan Span) : Operand(Span);

/// <summary>Something wrong that has been reported; whatever is made of it is wrong too, and silent.</summary>
internal sealed record BadOperand(TextSpan Span) : Operand(Span);

internal static class OperandExtensions
{
    /// <summary>The type as a message says it.</summary>
    public static string Describe(this Operand operand) => operand switch
    {
        LiteralOperand { Unit: null } l => l.Value.IsInteger ? "a count" : "a ratio",
        LiteralOperand l => TypeNames.WithArticle(l.Unit!.Value),
        TypedOperand t => TypeNames.WithArticle(t.Expr.Type),
        NoneOperand => "`none`",
        _ => "an error",
    };
}
