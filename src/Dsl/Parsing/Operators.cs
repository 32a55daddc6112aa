using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>How tightly an operator binds, loosest first.</summary>
internal enum Binding
{
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
}

/// <summary>The operators of expressions: their tokens, how tightly they bind, and the nodes they make.</summary>
internal static class Operators
{
    /// <summary>The binary operator at a token; <c>in</c> has no node kind of its own there.</summary>
    public static (Binding Binding, BinaryOperator Node)? Binary(TokenKind kind) => kind switch
    {
        TokenKind.OrOr => (Binding.Or, BinaryOperator.Or),
        TokenKind.AndAnd => (Binding.And, BinaryOperator.And),
        TokenKind.Equal => (Binding.Comparison, BinaryOperator.Equal),
        TokenKind.NotEqual => (Binding.Comparison, BinaryOperator.NotEqual),
        TokenKind.Less => (Binding.Comparison, BinaryOperator.Less),
        TokenKind.LessOrEqual => (Binding.Comparison, BinaryOperator.LessOrEqual),
        TokenKind.Greater => (Binding.Comparison, BinaryOperator.Greater),
        TokenKind.GreaterOrEqual => (Binding.Comparison, BinaryOperator.GreaterOrEqual),
        TokenKind.Plus => (Binding.Sum, BinaryOperator.Add),
        TokenKind.Minus => (Binding.Sum, BinaryOperator.Subtract),
        TokenKind.Star => (Binding.Product, BinaryOperator.Multiply),
        TokenKind.Slash => (Binding.Product, BinaryOperator.Divide),
        _ => null,
    };
}

/// <summary>An operator that waits for its right operand; without a node kind it is <c>!</c>.</summary>
internal readonly record struct PendingOperator(Binding Binding, BinaryOperator? Node, TextSpan Span);
