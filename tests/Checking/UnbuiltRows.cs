namespace CdmPolicy.Tests.Checking;

/// <summary>Parts of the language that are read and refused.</summary>
/// <remarks>A row: what is replaced in the sample, by what, and every diagnostic with its id, the text it stands under, its
/// message and, behind a bar, its help.</remarks>
public class UnbuiltRows : TheoryData<string, string, string[]>
{
    public UnbuiltRows()
    {
        Add("param  hot : count = 4 in 1..60", "param  hot : tier = none",
            "CDMP0949 'tier' `: tier` is part of the language but is not built yet");
        Add("over stack limit 4096", "over stack.order from back limit 4096",
            "CDMP0951 'order' `over a queue` is part of the language but is not built yet");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}
