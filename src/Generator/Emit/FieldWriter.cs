using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>The accessors of page fields: packed, and decayed lazily where the author says so.</summary>
internal sealed class FieldWriter
{
    private readonly IReadOnlyList<FieldPlan> _fields;
    private readonly IReadOnlyList<DecayPlan> _decays;
    private readonly FieldAccess[] _access;
    private readonly FieldAccess[] _stamps;
    private readonly string[] _names;
    private readonly string _table;

    /// <param name="layout">The type that lays out the frames.</param>
    /// <param name="shared">Others keep fields in the same bytes too, so that nothing is ever alone there.</param>
    public FieldWriter(
        IReadOnlyList<FieldPlan> fields, IReadOnlyList<DecayPlan> decays, NameScope names, string layout, bool shared)
    {
        _fields = fields;
        _decays = decays;
        _table = $"{Runtime.FrameTable}<{layout}>";
        var all = fields.Select(f => f.Location).Concat(decays.Select(d => d.Stamp)).ToArray();
        FieldAccess Access(FieldLocation location) => new(
            location,
            !(shared && location.InHeader) && all.Count(other => FieldAccess.Overlap(location, other)) == 1);
        _access = [.. fields.Select(f => Access(f.Location))];
        _stamps = [.. decays.Select(d => Access(d.Stamp))];
        _names = [.. fields.Select(f => names.Take(CSharpText.Pascal(f.Name)))];
        Setters = [.. _names.Select(n => names.Take("Set" + n))];
        Stored = [.. fields.Select((f, i) => f.Decay < 0 ? _names[i] : names.Take("Stored" + _names[i]))];
        Epochs = [.. decays.Select((_, i) => names.Take("_epoch" + i))];
        Settle = [.. decays.Select((_, i) => names.Take("Settle" + i))];
        Begin = [.. decays.Select((_, i) => names.Take("Begin" + i))];
    }

    /// <summary>Accessors of what a field is worth now.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Accessors of what is stored, which is right while the page's clock is settled.</summary>
    public string[] Stored { get; }

    public string[] Setters { get; }

    /// <summary>By decay clock: the field with the current epoch.</summary>
    public string[] Epochs { get; }

    /// <summary>By decay clock: the method that brings all its fields of a page up to now.</summary>
    public string[] Settle { get; }

    /// <summary>By decay clock: the method that says that what is stored with a page is as it is now.</summary>
    public string[] Begin { get; }

    /// <summary>For fields that are set where another page's were before, as a reclaimer's are.</summary>
    public void WriteBegin(CodeWriter writer)
    {
        for (var i = 0; i < _decays.Count; i++)
        {
            writer.Line();
            writer.Line(Runtime.Inline);
            writer.Line($"private readonly void {Begin[i]}({_table} frames, int frame) => {_stamps[i].Write(Epochs[i])}");
        }
    }

    public void Write(CodeWriter writer)
    {
        for (var i = 0; i < _fields.Count; i++) WriteField(writer, i);
        for (var i = 0; i < _decays.Count; i++) WriteSettle(writer, i);
    }

    private void WriteField(CodeWriter writer, int index)
    {
        var field = _fields[index];
        writer.Line();
        if (field.Source.Length > 0) writer.Comment(field.Source);
        if (field.Hidden) writer.Comment(field.Type == ValueType.Time ? "kept by the compiler, ns" : "kept by the compiler");
        writer.Line(Runtime.Inline);
        writer.Line($"private static {Type(field)} {Stored[index]}({_table} frames, int frame) => {Get(index)};");
        if (field.Decay >= 0)
        {
            var decay = _decays[field.Decay];
            writer.Line();
            writer.Line(Runtime.Inline);
            using (writer.Block($"private readonly {Type(field)} {_names[index]}({_table} frames, int frame)"))
            {
                writer.Line($"var epochs = {Epochs[field.Decay]} - {_stamps[field.Decay].ReadNarrow};");
                writer.Line($"return {Decayed(decay, _access[index].ReadNarrow)};");
            }
        }

        writer.Line();
        writer.Line(Runtime.Inline);
        writer.Line(
            $"private static void {Setters[index]}({_table} frames, int frame, {Type(field)} value) => {Set(index)}");
    }

    private void WriteSettle(CodeWriter writer, int clock)
    {
        var stamp = _stamps[clock];
        writer.Line();
        writer.Line(Runtime.Inline);
        // One shift is less than the registers that a call would have saved on every access, also those that settle nothing.
        if (_fields.Count(f => f.Decay == clock) == 1 && _decays[clock].Halves)
        {
            using (writer.Block($"private readonly void {Settle[clock]}({_table} frames, int frame)"))
            {
                writer.Line($"if ({stamp.ReadNarrow} == {Epochs[clock]}) return;");
                WriteSettled(writer, clock);
            }

            return;
        }

        var slow = Settle[clock] + "Now";
        using (writer.Block($"private readonly void {Settle[clock]}({_table} frames, int frame)"))
            writer.Line($"if ({stamp.ReadNarrow} != {Epochs[clock]}) {slow}(frames, frame);");
        writer.Line();
        writer.Line(Runtime.NoInline);
        using (writer.Block($"private readonly void {slow}({_table} frames, int frame)")) WriteSettled(writer, clock);
    }

    private void WriteSettled(CodeWriter writer, int clock)
    {
        writer.Line($"var epochs = {Epochs[clock]} - {_stamps[clock].ReadNarrow};");
        for (var i = 0; i < _fields.Count; i++)
            if (_fields[i].Decay == clock) writer.Line(_access[i].Write(Decayed(_decays[clock], _access[i].ReadNarrow)));
        writer.Line(_stamps[clock].Write(Epochs[clock]));
    }

    private static string Decayed(DecayPlan decay, string stored) => decay.Halves
        ? $"{Runtime.Decay}.Halve({stored}, epochs)"
        : $"{Runtime.Decay}.Scale({stored}, epochs, {CSharpText.Number(decay.Factor)})";

    private string Get(int index) => Get(_fields[index].Type, _access[index]);

    private string Set(int index) => Set(_fields[index].Type, _access[index]);

    public static string Get(ValueType type, FieldAccess access) => type switch
    {
        ValueType.Bool => $"{access.Read} != 0",
        ValueType.Agent or ValueType.Tier => $"(int){access.Read} - 1",
        _ => $"(long){access.Read}",
    };

    public static string Set(ValueType type, FieldAccess access) => access.Write(type switch
    {
        ValueType.Bool => "(value ? 1 : 0)",
        ValueType.Agent or ValueType.Tier => "(value + 1)",
        _ => "value",
    });

    public static string Type(FieldPlan field) => field.Type switch
    {
        ValueType.Bool => "bool",
        ValueType.Agent or ValueType.Tier => "int",
        _ => "long",
    };
}
