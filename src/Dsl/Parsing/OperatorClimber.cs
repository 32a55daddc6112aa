using System.Globalization;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using Sprache;

namespace CdmPolicy.Dsl.Parsing;

/// <summary>Operators by precedence with stacks of its own: a chain of any length costs no call stack.</summary>
/// <remarks>Sprache's <c>ChainOperator</c> recurses once per operator. This is the shunting-yard algorithm (Dijkstra, 1961).</remarks>
internal sealed class OperatorClimber
{
    private readonly Parser<ExpressionSyntax> _operand;
    private readonly Parser<SetSyntax> _set;
    private readonly Binding _loosest;
    private readonly Stack<PendingOperator> _pending = new();
    private readonly Stack<ExpressionSyntax> _operands = new();
    private ExpressionSyntax? _comparison;
    private bool _chained;
    private bool _cutShort;
    private TokenInput _at;

    private OperatorClimber(
        TokenInput at, Parser<ExpressionSyntax> operand, Parser<SetSyntax> set, Binding loosest)
    {
        _at = at;
        _operand = operand;
        _set = set;
        _loosest = loosest;
    }

    /// <summary>An expression of operands, joined by operators that bind at least as tightly as <paramref name="loosest"/>.</summary>
    public static Parser<ExpressionSyntax> Climb(
        Binding loosest, Func<Parser<ExpressionSyntax>> operand, Func<Parser<SetSyntax>> set) =>
        input =>
        {
            var first = input.At();
            var state = first.State;
            if (state.ExpressionDepth++ == 0) state.Operators = 0;
            var climber = new OperatorClimber(first, operand(), set(), loosest);
            var value = climber.Run();
            state.ExpressionDepth--;
            return Tokens.Success(value, climber._at);
        };

    private ExpressionSyntax Run()
    {
        do ReadOperand();
        while (ReadOperator());
        Reduce(_loosest);
        var whole = _operands.Pop();
        // Half an expression would be checked as if it were meant.
        return _cutShort || _at.State.IsCut(_at) ? new ErrorExpressionSyntax(whole.Span) : whole;
    }

    /// <summary>Any <c>!</c>, then an operand or an <c>in</c> without a subject.</summary>
    private void ReadOperand()
    {
        // `capacity: 1GiB`, `limit = 100`
        if (_at.IsStraySign())
        {
            _at.ReportStraySign("a value");
            _at = _at.Next;
        }

        while ((_at.Kind == TokenKind.Not || _at.IsWrittenNot()) && MayBegin(Binding.Not) && Count())
        {
            if (_at.Kind != TokenKind.Not)
                _at.State.Report(_at, DiagnosticRules.Expected, Slips.NotHelp, "a value", "`not`");
            _pending.Push(new PendingOperator(Binding.Not, null, _at.Span));
            _at = _at.Next;
        }
        if (_at.Is("by") && OperandSlips.IsAgentBehind(_at.Next) && MayBegin(Binding.Comparison)) _operands.Push(Take(OperandSlips.ByAgent));
        else if (_at.IsInOperator() && MayBegin(Binding.Comparison)) ReadSet(null);
        else _operands.Push(Take(_operand));
    }

    /// <summary>A binary operator that needs a right operand; any number of <c>in SET</c> on the way.</summary>
    private bool ReadOperator()
    {
        while (_loosest <= Binding.Comparison && (_at.Is("in") || SetSlips.IsBetween(_at)))
        {
            Reduce(Binding.Comparison);
            ForbidChain();
            if (_at.Is("in")) ReadSet(_operands.Pop());
            else
            {
                var subject = _operands.Pop();
                var set = Take(SetSlips.Between);
                _operands.Push(_comparison = new InSyntax(subject.Span.Cover(set.Span), subject, set));
            }
        }
        if (Operators.Binary(OperatorKind()) is not var (binding, node) || binding < _loosest) return false;
        if (!Count()) return false;
        Reduce(binding);
        if (binding == Binding.Comparison) ForbidChain();
        _pending.Push(new PendingOperator(binding, node, _at.Span));
        _at = _at.Is("is") && _at.Next.Is("not") ? _at.Next.Next : _at.Next;
        return true;
    }

    private TokenKind OperatorKind()
    {
        if (_at.Slip() is not var (meant, binding) || binding < _loosest) return _at.Kind;
        if (_at.Kind == TokenKind.Assign)
            _at.State.Report(_at, DiagnosticRules.AssignmentInExpression, "did you mean `==`?");
        else
            _at.State.Report(_at, DiagnosticRules.Expected, $"did you mean {Slips.Spelling(meant)}?", "an operator", _at.Found());
        return meant;
    }

    private void ReadSet(ExpressionSyntax? subject)
    {
        var start = subject?.Span ?? _at.Span;
        if (!Count())
        {
            _operands.Push(new ErrorExpressionSyntax(start));
            return;
        }
        _at = _at.Next;
        var set = Take(_set);
        _comparison = new InSyntax(start.Cover(set.Span), subject, set);
        _operands.Push(_comparison);
    }

    private T Take<T>(Parser<T> parser)
    {
        var result = parser(_at);
        _at = result.Remainder.At();
        return result.Value;
    }

    /// <summary>Applies the waiting operators that bind at least as tightly as the one that follows.</summary>
    private void Reduce(Binding next)
    {
        while (_pending.Count > 0 && _pending.Peek().Binding >= next)
        {
            var (binding, node, span) = _pending.Pop();
            var right = _operands.Pop();
            if (node == null)
            {
                _operands.Push(new NotSyntax(span.Cover(right.Span), right));
                continue;
            }
            var left = _operands.Pop();
            var result = new BinarySyntax(left.Span.Cover(right.Span), node.Value, span, left, right);
            if (binding == Binding.Comparison) _comparison = result;
            _operands.Push(result);
        }
    }

    /// <summary>A loose prefix cannot stand right of an operator that binds more tightly.</summary>
    private bool MayBegin(Binding prefix) =>
        _loosest <= prefix && (_pending.Count == 0 || _pending.Peek().Binding < prefix
            || (prefix == Binding.Not && _pending.Peek().Binding == Binding.Not));

    private void ForbidChain()
    {
        if (_chained || _comparison == null || !ReferenceEquals(_operands.Peek(), _comparison)) return;
        _at.State.Report(
            _at, DiagnosticRules.ComparisonsChained, "join two comparisons with `&&`, or put one in parentheses", _at.Word);
        _operands.Push(new ErrorExpressionSyntax(_operands.Pop().Span));
        _chained = true;
    }

    /// <summary>Counts one more operator; past the limit reports it once and skips the rest of the expression.</summary>
    private bool Count()
    {
        if (++_at.State.Operators <= ParseState.MaximumOperators) return true;
        _at.State.Report(
            _at, DiagnosticRules.TooManyOperators, "name parts of it with `let`",
            ParseState.MaximumOperators.ToString(CultureInfo.InvariantCulture));
        _cutShort = true;
        _at = SkipExpression(_at);
        _at.State.Quiet(_at);
        return false;
    }

    private static TokenInput SkipExpression(TokenInput at)
    {
        while (at.Kind is not (TokenKind.Semicolon or TokenKind.OpenBrace or TokenKind.CloseBrace
            or TokenKind.Implies or TokenKind.EndOfFile) && !at.StartsDeclaration())
        {
            at = at.Next;
        }
        return at;
    }
}
