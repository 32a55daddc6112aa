namespace CdmPolicy.Dsl.Diagnostics;

public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule WrongType = Error("CDMP0301", "Wrong type",
        "`{0}` is {1} where {2} is needed");

    public static readonly DiagnosticRule CannotCombine = Error("CDMP0302", "Operands do not go together",
        "cannot {0} `{1}` ({2}) and `{3}` ({4})");

    public static readonly DiagnosticRule UnknownUnit = Error("CDMP0303", "Unknown unit",
        "`{0}` is not a unit");

    public static readonly DiagnosticRule NotExact = Error("CDMP0304", "Value cannot be kept exactly",
        "`{0}` cannot be kept exactly: {1}");

    public static readonly DiagnosticRule TooLarge = Error("CDMP0305", "Value too large",
        "`{0}` is more than the largest value of {1}");

    public static readonly DiagnosticRule BelowZero = Error("CDMP0306", "Value below zero",
        "`{0}` is less than 0");

    public static readonly DiagnosticRule DivisionByZero = Error("CDMP0307", "Division by zero",
        "cannot divide by `{0}`, which is always 0");

    public static readonly DiagnosticRule NotConstant = Error("CDMP0308", "Constant needed",
        "`{0}` is not a constant");

    public static readonly DiagnosticRule TooComplex = Error("CDMP0309", "Expression too large",
        "this expression has more parts than the compiler takes, with its `let`s written out");

    public static readonly DiagnosticRule WrongArgumentCount = Error("CDMP0310", "Wrong number of arguments",
        "`{0}` takes {1} and has {2}");

    public static readonly DiagnosticRule RangeUpsideDown = Error("CDMP0311", "Range upside down",
        "the range `{0}` is empty: its low end is above its high end");

    public static readonly DiagnosticRule OutOfRange = Error("CDMP0312", "Value out of range",
        "`{0}` is not in `{1}`");

    public static readonly DiagnosticRule MustBePositive = Error("CDMP0313", "Value must be positive",
        "{0} must be more than 0");

    public static readonly DiagnosticRule NotASet = Error("CDMP0314", "Not a set for this value",
        "`{0}` is {1} and cannot be tested against {2}");

    public static readonly DiagnosticRule BadWidth = Error("CDMP0315", "Bad field width",
        "a field cannot be {0} bits wide");

    public static readonly DiagnosticRule CannotDecay = Error("CDMP0316", "Field cannot decay",
        "`{0}` is {1} and cannot decay");

    public static readonly DiagnosticRule BadDecayFactor = Error("CDMP0317", "Bad decay factor",
        "a field cannot decay to `{0}`");

    public static readonly DiagnosticRule NoneHasNoType = Error("CDMP0318", "None without a type",
        "`none` needs an agent or a tier beside it");

    public static readonly DiagnosticRule TypeNotAllowed = Error("CDMP0320", "Type not allowed here",
        "{0} cannot be {1}");

    public static readonly DiagnosticRule BareRatio = Warning("CDMP0319", "Ratio beside a bare number",
        "`{0}` is a ratio, for which `{1}` means `{2}`");
}
