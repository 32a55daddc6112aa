using CdmPolicy.Tests.Cli;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Verification;

/// <summary>What is one thing before something happens and another behind it: a proof must not take both for the same.</summary>
public sealed class StaleValuesTests : IDisposable
{
    private const string Statements = "page { f : u4; bad : u4; }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // After an access nothing is idle.
    [InlineData("on access { f = if idle > 1s then 1 else 0; } on pin { f = 0; } on unpin { f = 0; } on offline { f = 0; }", "never f == 1 && idle < 1s;",
        "cpu reads p; after 2s; cpu reads p;")]
    // The fault moves the page, and it has just come to where the access finds it.
    [InlineData("on fault in vram { f = if resident > 1s then 1 else 0; home: otherwise => ram; } "
        + "on access in ram { if (f == 1 && resident < 1s) { bad = 1; } f = 0; } on pin { f = 0; } on offline { f = 0; }", "never bad == 1;",
        "gpu0 reads p; after 2s; cpu reads p;")]
    // No tier that permits a long pin has room, and the policy hears of that.
    [InlineData("on fault in vram { home: otherwise => ram; } on failure { bad = 1; }", "never bad == 1;", "given ram filled 100%; gpu0 reads p; gpu0 pins p long;")]
    public void A_contract_that_the_machine_breaks_is_not_proven(string handlers, string contract, string steps)
    {
        File.WriteAllText(_folder["stale.cdmp"], $$"""
            hierarchy Box {
              page 4KiB;
              agent cpu;
              agent gpu0 : device;
              tier ram  : ram            { capacity 8KiB; read 80ns; write 80ns; bandwidth 100GB/s; }
              tier gpu  : cdm            { capacity 1MiB; read 300ns; write 500ns; bandwidth 30GB/s; driver gpu0; }
              tier vram : device_private { capacity 1MiB; read 60ns; write 60ns; bandwidth 800GB/s; driver gpu0; }
              store disk                 { read 80us; write 30us; bandwidth 2GB/s; }
              fallback ram;
            }

            policy Stale for Box {
              {{Statements}}
              placement { device: when agent == gpu0 => gpu, vram; rest: otherwise => ram; }
              migration { {{handlers}} }
              {{contract}}
            }

            test "the machine breaks it" for Stale { given page p; {{steps}} expect p != none; }
            """.Replace("=> gpu, vram", handlers.Contains("resident", StringComparison.Ordinal) ? "=> vram" : "=> gpu", StringComparison.Ordinal));

        Assert.Contains("broken once", Cdmp.Run("test", _folder["stale.cdmp"]).Output);
        Assert.DoesNotContain($"proven   {contract}", Cdmp.Run("verify", _folder["stale.cdmp"]).Output);
    }
}
