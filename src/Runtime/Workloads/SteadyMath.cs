namespace CdmPolicy.Workloads;

/// <summary>Powers that are the same on every machine: made of additions, multiplications and divisions, which IEEE 754 fixes.</summary>
/// <remarks><see cref="Math.Pow"/> calls the platform's library, whose last bits differ. These are right to about 1e-14.</remarks>
internal static class SteadyMath
{
    private const double Ln2 = 0.693147180559945309417232;

    /// <summary>x to the power of minus the exponent, for x of at least 1 and an exponent of 0 to 8.</summary>
    public static double PowerOfMinus(double x, double exponent) => Exp(-exponent * Log(x));

    /// <summary>x = m · 2^e with m around 1, and log m = 2 artanh((m - 1) / (m + 1)), a series that ends soon.</summary>
    private static double Log(double x)
    {
        var exponent = 0;
        for (; x > 1.5; x *= 0.5) exponent++;
        var z = (x - 1) / (x + 1);
        var square = z * z;
        double sum = 0;
        for (var n = 25; n >= 1; n -= 2) sum = sum * square + 1.0 / n;
        return 2 * z * sum + exponent * Ln2;
    }

    /// <summary>e^x = 2^k · e^r with r around 0, and the series of e^r, for x of 0 or less.</summary>
    private static double Exp(double x)
    {
        var halvings = (int)(0.5 - x / Ln2);
        var rest = x + halvings * Ln2;
        double sum = 1;
        for (var n = 16; n >= 1; n--) sum = 1 + sum * rest / n;
        for (; halvings > 0; halvings--) sum *= 0.5;
        return sum;
    }
}
