namespace CdmPolicy.Tests.Checking;

/// <summary>Parts of the language that are read and refused.</summary>
/// <remarks>A row: what is replaced in the sample, by what, and every diagnostic with its id, the text it stands under, its
/// message and, behind a bar, its help.</remarks>
public class UnbuiltRows : TheoryData<string, string, string[]>
{
    public UnbuiltRows()
    {
        Add("observe everything", "observe device counters of gpu0",
            "CDMP0906 'observe' `observe device` is part of the language but is not built yet");
        Add("observe everything;", "pin { a: otherwise => allow; }",
            "CDMP0903 'pin' `pin` is part of the language but is not built yet");
        Add("on access by cpu in gpu", "on arrive",
            "CDMP0916 'arrive' `on arrive` is part of the language but is not built yet");
        Add("every 50ms over stack limit 4096", "after 5 samples",
            "CDMP0917 'after' `after` is part of the language but is not built yet");
        Add("stack.free > 64MiB", "young",
            "CDMP0938 'young' `young` is part of the language but is not built yet");
        Add("stack.free > 64MiB", "locked",
            "CDMP0938 'locked' `locked` is part of the language but is not built yet");
        Add("stack.free > 64MiB", "held > 1s",
            "CDMP0938 'held' `held` is part of the language but is not built yet");
        Add("stack.free > 64MiB", "pinned",
            "CDMP0942 'pinned' `pinned` is part of the language but is not built yet");
        Add("stack.free > 64MiB", "pinned long",
            "CDMP0942 'pinned long' `pinned long` is part of the language but is not built yet");
        Add("stack.free > 64MiB", "gpu0.closed",
            "CDMP0941 'gpu0.closed' `gpu0.closed` is part of the language but is not built yet");
        Add("stat busy : ratio;", "stat busy : ratio; page stat touches : count;",
            "CDMP0915 'page stat touches' `page stat` is part of the language but is not built yet");
    }

    private new void Add(string old, string now, params string[] report) => base.Add(old, now, report);
}
