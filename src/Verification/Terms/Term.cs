namespace CdmPolicy.Verification.Terms;

internal enum Op
{
    Const,
    /// <summary>A thing that can be anything of its range.</summary>
    Var,
    Not,
    And,
    Or,
    If,
    /// <summary>Left = right.</summary>
    Same,
    /// <summary>Left ≤ right.</summary>
    AtMost,
    Add,
    Subtract,
    /// <summary>Left · right / <see cref="Term.Constant"/>.</summary>
    Multiply,
    /// <summary>Left · <see cref="Term.Constant"/> / right.</summary>
    Divide,
    Min,
    Max,
    Log2,
}

/// <summary>A value that depends on variables; equal terms of one <see cref="TermTable"/> are one object.</summary>
/// <param name="Number">Of the terms of a table, in the order they were made.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest value; truth is 1 and falsehood 0.</param>
internal sealed record Term(int Number, Op Op, Term[] Parts, long Constant, long Low, long High, string Name)
{
    public bool IsConstant => Op == Op.Const;

    public bool IsTrue => Op == Op.Const && Constant != 0;

    public bool IsFalse => Op == Op.Const && Constant == 0;

    public bool Equals(Term? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Number;

    public override string ToString() => Op switch
    {
        Op.Const => Constant.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Op.Var => Name,
        _ => $"{Op}({string.Join(", ", Parts.Select(p => p.ToString()))})",
    };
}
