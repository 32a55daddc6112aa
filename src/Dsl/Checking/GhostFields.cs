using CdmPolicy.Dsl.Binding;
using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Plan;
using CdmPolicy.Dsl.Syntax;
using CdmPolicy.Dsl.Text;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Checking;

/// <summary>The fields of a ghost: their names, and once the page's fields are known, those that go to and fro.</summary>
internal static class GhostFields
{
    /// <param name="arguments">What widths can be worked out from.</param>
    public static (SymbolTable Names, IReadOnlyList<FieldPlan> Fields) Declare(FileContext file, GhostSyntax ghost, SymbolTable arguments)
    {
        var names = new SymbolTable(arguments);
        var checker = new FieldChecker(file, names, null, "a ghost") { MayDecay = false };
        if (ghost.Fields.Count > 0) checker.Add(new PageBlockSyntax(ghost.Span, ghost.Fields));
        foreach (var field in ghost.Fields.OfType<FieldSyntax>().Where(f => f.Name.Text == "count"))
            file.ReportWithHelp(DiagnosticRules.ReservedName, field.Name.Span, $"`{ghost.Name.Text}.count` is the number of its pages",
                field.Name.Text, "a field of a ghost");
        return (names, checker.Fields);
    }

    /// <summary>Finds places for the fields, and the page fields of the same names.</summary>
    public static GhostPlan Complete(FileContext file, GhostPlan ghost, SymbolTable fields, SymbolTable pageNames)
    {
        var layout = new FieldLayout(0);
        var places = layout.Place(ghost.Fields.Select(f => f.Field.Location.Bits).ToArray());
        var complete = new List<GhostFieldPlan>();
        foreach (var (field, _) in ghost.Fields)
        {
            var page = pageNames.Find(field.Name) as FieldSymbol;
            if (page is not null && page.Type != field.Type)
                file.ReportWithHelp(DiagnosticRules.GhostFieldDiffers, fields.Find(field.Name)!.Declaration.Span,
                    "`add` copies the page's, `take` gives it back; make them alike, or choose another name", field.Name,
                    TypeNames.WithArticle(field.Type), TypeNames.WithArticle(page.Type));
            complete.Add(new GhostFieldPlan(field with { Location = places[complete.Count] }, page?.Index ?? -1));
        }

        return ghost with { Fields = complete.ToEquatableArray(), FieldBytes = layout.StateBytes };
    }
}
