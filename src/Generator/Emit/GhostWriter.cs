using CdmPolicy.Dsl.Plan;

namespace CdmPolicy.Generator.Emit;

/// <summary>A ghost of a generated reclaimer: a plain list, or a table where its identities have fields or are measured.</summary>
internal sealed class GhostWriter
{
    private readonly GhostPlan _ghost;
    private readonly FieldAccess[] _access;

    public GhostWriter(ReclaimerPlan plan, int ghost, NameScope names)
    {
        _ghost = plan.Ghosts[ghost];
        Name = names.Take(CSharpText.Private(_ghost.Name));
        IsMeasured = ExpressionFacts.Any(plan.Statements, e => e is GhostDistanceExpr distance && distance.Ghost == ghost);
        var fields = _ghost.Fields.Select(f => f.Field).ToArray();
        _access = [.. fields.Select(f => new FieldAccess(
            f.Location, fields.Count(other => FieldAccess.Overlap(f.Location, other.Location)) == 1, Name))];
        var prefix = CSharpText.Pascal(_ghost.Name).TrimStart('_');
        Getters = [.. fields.Select(f => names.Take(prefix + CSharpText.Pascal(f.Name)))];
        Setters = [.. Getters.Select(g => names.Take("Set" + g))];
        Add = names.Take("AddTo" + prefix);
        Take = names.Take("TakeFrom" + prefix);
    }

    public string Name { get; }

    public string[] Getters { get; }

    public string[] Setters { get; }

    /// <summary>The method that adds a page with copies of its fields.</summary>
    public string Add { get; }

    /// <summary>The method that takes a page out and gives its fields back.</summary>
    public string Take { get; }

    public bool IsMeasured { get; }

    /// <summary>Fields go to and fro between it and the page.</summary>
    public bool Copies => _ghost.Fields.Any(f => f.PageField >= 0);

    public IReadOnlyList<GhostFieldPlan> Fields => _ghost.Fields;

    private bool IsTable => IsMeasured || _ghost.Fields.Count > 0;

    public void WriteDeclaration(CodeWriter writer)
    {
        writer.Comment(_ghost.Source);
        writer.Line($"private {(IsTable ? Runtime.GhostTable : Runtime.GhostList)} {Name};");
    }

    public void WriteAttach(CodeWriter writer, ExpressionWriter expressions)
    {
        var more = IsTable ? $", {_ghost.FieldBytes}, measured: {CSharpText.Bool(IsMeasured)}" : "";
        writer.Line($"{Name} = new({expressions.Write(_ghost.Capacity)}, pages{more});");
    }

    public void WriteFields(CodeWriter writer)
    {
        for (var i = 0; i < _access.Length; i++)
        {
            var field = _ghost.Fields[i].Field;
            writer.Line();
            writer.Comment(field.Source);
            writer.Line(Runtime.Inline);
            writer.Line($"private readonly {FieldWriter.Type(field)} {Getters[i]}(int {ReclaimerNames.Number}) => {FieldWriter.Get(field.Type, _access[i])};");
            writer.Line();
            writer.Line(Runtime.Inline);
            using (writer.Block($"private readonly void {Setters[i]}(int {ReclaimerNames.Number}, {FieldWriter.Type(field)} value)"))
                writer.Line($"if ({Name}.Contains({ReclaimerNames.Number})) {FieldWriter.Set(field.Type, _access[i])}");
        }
    }

    /// <summary>Between a ghost and a page: in the tier, where the fields lie in the frame, and on its way, in <c>miss</c>.</summary>
    /// <param name="onItsWay">Whether <c>miss</c> asks for any.</param>
    public void WriteCopies(CodeWriter writer, IReadOnlyList<FieldPlan> page, ReclaimerNames names, bool onItsWay)
    {
        var number = ReclaimerNames.Number;
        var shared = Fields.Select((f, i) => (Index: i, Page: f.PageField, f.Field)).Where(f => f.Page >= 0).ToArray();
        string Kept((int Index, int Page, FieldPlan Field) f, string value) =>
            f.Field.Type == ValueType.Count && page[f.Page].Range.Max > f.Field.Range.Max
                ? $"{Runtime.Math}.Min({value}, {CSharpText.Number(f.Field.Range.Max)})"
                : value;
        string Given((int Index, int Page, FieldPlan Field) f) =>
            f.Field.Type == ValueType.Count && f.Field.Range.Max > page[f.Page].Range.Max
                ? $"{Runtime.Math}.Min({Getters[f.Index]}({number}), {CSharpText.Number(page[f.Page].Range.Max)})"
                : $"{Getters[f.Index]}({number})";
        foreach (var resident in onItsWay ? new[] { true, false } : [true])
        {
            var frames = resident ? $"{ReclaimerNames.Frames} frames, int frame" : $"int {number}";
            writer.Line();
            using (writer.Block($"private void {Add}({frames})"))
            {
                if (resident) writer.Line($"var {number} = frames[frame].Page;");
                writer.Line($"{Name}.Add({number});");
                foreach (var f in shared)
                    writer.Line($"{Setters[f.Index]}({number}, {Kept(f, resident ? $"{names.Fields.Names[f.Page]}(frames, frame)" : names.Incoming[f.Page])});");
            }

            writer.Line();
            using (writer.Block($"private bool {Take}({frames})"))
            {
                if (resident) writer.Line($"var {number} = frames[frame].Page;");
                writer.Line($"if (!{Name}.Contains({number})) return false;");
                // Fields of one clock share a stamp, so all of them are brought up to now first.
                foreach (var clock in shared.Select(f => page[f.Page].Decay).Where(c => resident && c >= 0).Distinct())
                    writer.Line($"{names.Fields.Settle[clock]}(frames, frame);");
                foreach (var f in shared)
                    writer.Line(resident ? $"{names.Fields.Setters[f.Page]}(frames, frame, {Given(f)});" : $"{names.Incoming[f.Page]} = {Given(f)};");
                writer.Line($"return {Name}.Remove({number});");
            }
        }
    }
}
