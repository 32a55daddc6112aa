using CdmPolicy.Traces;
using CsCheck;

namespace CdmPolicy.Tests.Traces;

public class PageNumberingTests
{
    /// <summary>Small, large and extreme page numbers in one trace, against a dictionary.</summary>
    [Fact]
    public void Numbers_follow_first_appearance() =>
        Gen.OneOf(Gen.ULong[0, 5000], Gen.ULong[(1 << 20) - 9, (1 << 20) + 9], Gen.ULong[ulong.MaxValue - 9, ulong.MaxValue],
            Gen.ULong).Array[0, 2000].Sample(pages =>
        {
            var numbering = new PageNumbering("test", expectedEvents: 0);
            var expected = new Dictionary<ulong, int>();
            foreach (var page in pages)
            {
                expected.TryAdd(page, expected.Count);
                Assert.Equal(expected[page], numbering.NumberOf(page));
            }
            Assert.Equal(expected.OrderBy(e => e.Value).Select(e => e.Key), numbering.Addresses.ToArray());
        }, iter: 200);
}
