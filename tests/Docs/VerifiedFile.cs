using CdmPolicy.Tests.Support;

namespace CdmPolicy.Tests.Docs;

/// <summary>Verify's convention for files that are kept under review: <c>*.verified.txt</c>, and <c>*.received.txt</c> beside it when it differs.</summary>
internal static class VerifiedFile
{
    /// <param name="name">Relative to the root, without <c>.verified.txt</c>.</param>
    public static void Compare(string name, string actual)
    {
        var (verified, received) = (Repository.PathOf(name + ".verified.txt"), Repository.PathOf(name + ".received.txt"));
        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (expected == actual) File.Delete(received);
        else File.WriteAllText(received, actual);
        Assert.Equal(expected, actual);
    }
}
