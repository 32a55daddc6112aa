using CdmPolicy.Cli.Running;
using CdmPolicy.Dsl.Checking;
using CdmPolicy.Model;

namespace CdmPolicy.Cli.Tuning;

/// <summary>A parameter that a search may set, and the values worth trying.</summary>
internal sealed class Tunable
{
    private const int Steps = 8;

    /// <summary>A parameter without a declared range is searched this many doublings up and down from its default.</summary>
    private const int OpenDoublings = 10;

    private readonly ParameterModel _model;
    private readonly ValueType? _type;

    public Tunable(ParameterModel model)
    {
        _model = model;
        _type = model.Names.Length > 0 ? null : RunSettings.TypeOf(model.Unit);
        var open = model.Max == long.MaxValue;
        Max = open ? (long)Int128.Min((Int128)Math.Max(1, model.Default) << OpenDoublings, long.MaxValue) : model.Max;
        Min = open ? Math.Max(model.Min, Round(model.Default >> OpenDoublings, digits: 1)) : model.Min;
    }

    public string Name => _model.Name;

    public long Default => _model.Default;

    public long Min { get; }

    public long Max { get; }

    /// <summary>What lies beyond the value was not searched.</summary>
    public bool IsEnd(long value) => _type is not (null or ValueType.Bool) && (value == Min || value == Max);

    public string Show(long value) => _type is { } type ? ConstantText.Show(type, value) : _model.Names.First(n => n.Value == value).Name;

    /// <summary>Declarations with other defaults, in columns as the one style has them.</summary>
    public static IEnumerable<string> Declare(IReadOnlyList<(Tunable Parameter, long Value)> parameters)
    {
        var (names, units) = (parameters.Max(p => p.Parameter.Name.Length), parameters.Max(p => p.Parameter._model.Unit.Length));
        return parameters.Select(p => $"param {p.Parameter.Name.PadRight(names)} : {p.Parameter._model.Unit.PadRight(units)} = {p.Parameter.Show(p.Value)}{p.Parameter.Range};");
    }

    private string Range => _type is null or ValueType.Bool || _model.Max == long.MaxValue ? "" : $" in {Show(_model.Min)}..{Show(_model.Max)}";

    /// <summary>A few values over the whole range: all there are, or some in about equal ratios, as a person would choose them.</summary>
    public IReadOnlyList<long> Coarse()
    {
        if (_type is null) return [.. _model.Names.Select(n => n.Value).Append(Default).Distinct().Order()];
        if (Max - Min <= Steps) return [.. Enumerable.Range(0, (int)(Max - Min) + 1).Select(i => Min + i).Append(Default).Distinct().Order()];
        var low = Math.Max(1, Min > 0 ? Min : Math.Min(Max, Default) >> OpenDoublings);
        var between = Enumerable.Range(0, Steps).Select(i => Round(low * Math.Pow(Max / (double)low, i / (double)Steps), digits: 1));
        return [.. between.Where(v => v >= Min && v <= Max).Append(Min).Append(Max).Append(Default).Distinct().Order()];
    }

    /// <summary>A value between two others, or null: there is none.</summary>
    public long? Between(long low, long high)
    {
        if (_type is null or ValueType.Bool || high - low < 2) return null;
        var middle = low > 0 ? Math.Sqrt((double)low * high) : high / 2.0;
        var rounded = Round(middle, digits: 2);
        if (rounded <= low || rounded >= high) rounded = (long)middle;
        return rounded > low && rounded < high ? rounded : null;
    }

    /// <summary>Sizes to few leading bits, all else to few leading digits.</summary>
    private long Round(double value, int digits)
    {
        if (value >= long.MaxValue) return long.MaxValue;
        var exact = (long)Math.Round(value);
        if (_type == ValueType.Bytes)
        {
            var bits = Math.Max(0, (int)Math.Log2(Math.Max(1, exact)) - (digits - 1) * 2);
            return (long)Int128.Min(((Int128)exact + ((1L << bits) >> 1)) >> bits << bits, long.MaxValue);
        }

        var step = 1L;
        while (exact / step >= (digits == 1 ? 10 : 100)) step *= 10;
        return (long)Int128.Min(((Int128)exact + step / 2) / step * step, long.MaxValue);
    }
}
