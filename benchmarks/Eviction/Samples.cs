using System.Globalization;

namespace CdmPolicy.Benchmarks.Eviction;

/// <summary>Measurements of one thing over the rounds.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public void Add(double value)
    {
        var at = _values.BinarySearch(value);
        _values.Insert(at < 0 ? ~at : at, value);
    }

    public double Median => (_values[(_values.Count - 1) / 2] + _values[_values.Count / 2]) / 2;

    public string Text(string format) => Median.ToString(format, CultureInfo.InvariantCulture);

    public string Range(string format) =>
        $"{_values[0].ToString(format, CultureInfo.InvariantCulture)}–{_values[^1].ToString(format, CultureInfo.InvariantCulture)}";
}
