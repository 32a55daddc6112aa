using CdmPolicy.Dsl.Diagnostics;
using CdmPolicy.Dsl.Vocabulary;

namespace CdmPolicy.Dsl.Binding;

/// <summary>The names of a declaration, on top of those it builds on: a policy's on top of its hierarchy's.</summary>
internal sealed class SymbolTable(SymbolTable? outer = null)
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>This table's own symbols, in the order of their declarations.</summary>
    public IEnumerable<Symbol> Own => _symbols.Values.OrderBy(s => s.Declaration.Span.Start);

    public IEnumerable<Symbol> All => outer is null ? Own : Own.Concat(outer.All);

    /// <summary>Adds a name; a name that is taken or reserved is reported, and the first one stays.</summary>
    public bool Declare(Symbol symbol)
    {
        // Its name was missed where it is declared.
        if (symbol.Name.Length == 0) return true;
        if (Words.IsReserved(symbol.Name) && !(symbol.MayBeIn && symbol.Name == "in") || symbol.StandsAlone && PageNames.IsTaken(symbol.Name))
        {
            symbol.File.ReportWithHelp(DiagnosticRules.ReservedName, symbol.Declaration.Span,
                "choose another name", symbol.Name, symbol.What);
            Break(symbol);
            return false;
        }

        if (Find(symbol.Name) is { } first)
        {
            symbol.File.ReportWithHelp(DiagnosticRules.DuplicateName, symbol.Declaration.Span,
                $"the first one is {first.What} {symbol.File.PlaceOf(first.File, first.Declaration.Span)}", symbol.Name).Relate(first.File, first.Declaration.Span, "the first one");
            if (first.GetType() != symbol.GetType()) Break(symbol);
            return false;
        }

        _symbols.Add(symbol.Name, symbol);
        return true;
    }

    /// <summary>Nothing more is said of the uses of a name that was declared wrongly.</summary>
    public void Break(Symbol symbol) =>
        _symbols[symbol.Name] = new BrokenSymbol(symbol.Declaration, symbol.File, symbol.What);

    public Symbol? Find(string name) => _symbols.TryGetValue(name, out var s) ? s : outer?.Find(name);

    /// <summary>Finds a name and remembers that it was asked for.</summary>
    public Symbol? Use(string name)
    {
        _used.Add(name);
        return _symbols.TryGetValue(name, out var s) ? s : outer?.Use(name);
    }

    public bool IsUsed(string name) => _used.Contains(name);

    public IEnumerable<string> Names<T>() where T : Symbol => All.OfType<T>().Select(s => s.Name);
}
