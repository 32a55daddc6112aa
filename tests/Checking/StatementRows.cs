namespace CdmPolicy.Tests.Checking;

/// <summary>Statements as other languages write them; rows as in <see cref="MistakeRows"/>.</summary>
public class StatementRows : TheoryData<string, string, string[]>
{
    public StatementRows()
    {
        Add("heat += 1;", "int x = 1; heat += x;",
            "CDMP0102 'int' `int` does not begin a statement | there are no local variables: name an expression by `let x = …;` in the policy, or keep a value in a field of the page");
        Add("heat += 1;", "let x = 1; heat += x;",
            "CDMP0102 'let' `let` does not begin a statement | `let` stands in the policy, not among statements");
        Add("heat += 1;", "if (write) heat += 1;",
            "CDMP0101 'heat' expected `{`, found `heat` | write `{ heat += 1; }`");
        Add("heat += 1;", "if (write) heat += 1; else heat += 2;",
            "CDMP0101 'heat' expected `{`, found `heat` | write `{ heat += 1; }`",
            "CDMP0101 'heat' expected `{`, found `heat` | write `{ heat += 2; }`");
        Add("heat += 1;", "if write { heat += 1; }",
            "CDMP0101 'write' expected `(`, found `write` | it stands in parentheses: `if (CONDITION) { … }`");
        Add("heat += 1;", "while (heat < 3) { heat += 1; }",
            "CDMP0102 'while' `while` does not begin a statement | every loop ends: write `for i in 0..3 { … }`");
        Add("heat += 1;", "heat += write ? 2 : 1;",
            "CDMP0002 '?' `?` is not part of the language | write `if CONDITION then A else B`");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}
