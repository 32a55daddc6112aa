using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>
/// Parameters that are a tier, an agent, a tenant or a kind of page: <c>param warm : tier = ram in ram, pmem;</c>. Without a
/// set such a parameter can be any of its type, and <c>none</c> only if that is its default, so that a rule that sends pages
/// to it always has a target.
/// </summary>
internal sealed class NamedParameters(FileContext file, CheckedHierarchy hierarchy)
{
    private readonly ExpressionChecker _values =
        new(new Scope(file, hierarchy.Names, Sight.Constant, "a parameter", hierarchy.Plan));

    public ParameterPlan? Check(ParamSyntax param, ValueType type)
    {
        var set = Set(param, type);
        if (_values.Constant(param.Default, type) is not { } value || set is null) return null;
        var all = set.Count > 0 ? set : All(type).Where(n => n.Value >= 0 || value < 0).ToList();
        if (all.Any(n => n.Value == value))
            return new ParameterPlan(
                param.Name.Text, param.Doc, type, value, new ValueRange(all.Min(n => n.Value), all.Max(n => n.Value)), file.Source(param.Span))
            {
                Names = all.OrderBy(n => n.Value).ToEquatableArray(),
            };
        file.ReportWithHelp(DiagnosticRules.OutOfRange, param.Default.Span, $"add it, or choose one of {Help.List(all.Select(n => n.Name))}",
            file.Source(param.Default.Span), file.Source(param.Set!.Span));
        return null;
    }

    /// <summary>What stands behind <c>in</c>, groups as their tiers; empty without it, null after a diagnostic.</summary>
    private List<NamedValue>? Set(ParamSyntax param, ValueType type)
    {
        if (param.Set is null) return [];
        if (param.Set is not NameSetSyntax list)
        {
            file.ReportWithHelp(DiagnosticRules.NotASet, param.Set.Span,
                $"name them: `in {string.Join(", ", All(type).Where(n => n.Value >= 0).Take(2).Select(n => n.Name))}`",
                param.Name.Text, TypeNames.WithArticle(type), "a range");
            return null;
        }

        var (found, resolver) = (new List<NamedValue>(), new NameResolver(file, hierarchy.Names));
        var good = list.Names.Count > 0;
        foreach (var name in list.Names.Where(n => n.Text.Length > 0))
        {
            if (name.Text == "none" && TypeNames.HasNone(type))
                found.Add(new NamedValue("none", -1));
            else if (type == ValueType.Tier && resolver.Tiers(name) is { } tiers)
                found.AddRange(tiers.Select(t => All(type).First(n => n.Value == t)));
            else if (type != ValueType.Tier && _values.Constant(new WordSyntax(name.Span, name.Text), type) is { } value)
                found.Add(All(type).First(n => n.Value == value));
            else good = false;
        }

        return good ? found.Distinct().ToList() : null;
    }

    private IEnumerable<NamedValue> All(ValueType type)
    {
        var plan = hierarchy.Plan;
        var names = type switch
        {
            ValueType.Tier => plan.Tiers.Select(t => t.Name),
            ValueType.Agent => plan.Agents.Select(a => a.Name),
            ValueType.Tenant => plan.Tenants.Select(t => t.Name),
            _ => TypeNames.Kinds,
        };
        var all = names.Select((n, i) => new NamedValue(n, i));
        return TypeNames.HasNone(type) ? all.Prepend(new NamedValue("none", -1)) : all;
    }
}
