using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using CdmPolicy.Tests.Traces;

namespace CdmPolicy.Tests.Cli;

/// <summary>The report of a comparison: on its own, well-formed, and drawn so that it can be read in light and in dark.</summary>
public sealed class ComparePageTests : IDisposable
{
    /// <summary>What is on the page, as it was laid out: its colours, its texts against what is behind them, its plots.</summary>
    private const string Look = """
        (() => {
          const box = e => { const r = e.getBoundingClientRect(); return { x: r.x, y: r.y, width: r.width, height: r.height }; };
          const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\)$/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
          const isShown = e => e.getClientRects().length > 0;
          const texts = [...document.body.querySelectorAll('*')].filter(e => isShown(e) && !['SCRIPT', 'PRE', 'title', 'desc'].includes(e.tagName)
            && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
          return {
            dark: matchMedia('(prefers-color-scheme: dark)').matches,
            paper: behind(document.body), width: innerWidth, needed: document.documentElement.scrollWidth,
            texts: texts.map(e => ({ text: e.textContent.trim().slice(0, 40), ink: e.namespaceURI.endsWith('svg') ? getComputedStyle(e).fill : getComputedStyle(e).color, paper: behind(e) })),
            plots: [...document.querySelectorAll('figure > svg')].map(svg => ({
              id: svg.id, box: box(svg), title: svg.querySelector('title').textContent,
              lines: [...svg.querySelectorAll('.line')].map(p => ({ length: p.getTotalLength(), stroke: getComputedStyle(p).stroke, box: box(p) })),
              bars: [...svg.querySelectorAll('.bar')].map(r => ({ fill: getComputedStyle(r).fill, box: box(r) })),
              cells: [...svg.querySelectorAll('.heat')].map(p => ({ fill: getComputedStyle(p).fill, opacity: getComputedStyle(p).fillOpacity, length: p.getTotalLength() })),
              labels: [...svg.querySelectorAll('text')].map(t => ({ text: t.textContent, box: box(t) })),
            })),
          };
        })()
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_else()
    {
        var html = Page();
        Assert.Equal(html, Page());
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var page = XDocument.Load(reader);
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        foreach (var outside in new[] { "http:", "https:", "url(", "@import" }) Assert.DoesNotContain(outside, html, StringComparison.Ordinal);
        var names = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(names.Distinct(), names);
        foreach (var label in page.Descendants().Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' '))) Assert.Contains(label, names);
    }

    [BrowserTheory]
    [InlineData(false, 1200)]
    [InlineData(true, 1200)]
    [InlineData(false, 520)]
    public void The_plots_are_drawn_and_can_be_read(bool dark, int width)
    {
        var seen = CompareBrowser.Ask(Page(), Look, dark, width, _folder[""]);
        Assert.Equal(dark, seen.GetProperty("dark").GetBoolean());
        var paper = Colour.Parse(seen.GetProperty("paper").GetString()!);
        Assert.True(dark ? paper.Luminance < 0.05 : paper.Luminance > 0.9);
        Assert.True(seen.GetProperty("needed").GetInt32() <= seen.GetProperty("width").GetInt32(), "the page is wider than the window");
        foreach (var text in seen.GetProperty("texts").EnumerateArray())
        {
            var (ink, behind) = (Colour.Parse(text.GetProperty("ink").GetString()!), Colour.Parse(text.GetProperty("paper").GetString()!));
            Assert.True(ink.Against(behind) >= 4.5, $"`{text.GetProperty("text")}` is {ink.Against(behind):0.0} to 1");
        }

        var plots = seen.GetProperty("plots").EnumerateArray().ToDictionary(p => p.GetProperty("id").GetString()!);
        Assert.Equal(["cost", "heat", "occupancy-0", "occupancy-1", "rules"], plots.Keys.Order(StringComparer.Ordinal));
        foreach (var plot in plots.Values) IsDrawn(plot, paper, width);
        Assert.Equal([2, 2, 2], new[] { "cost", "occupancy-0", "occupancy-1" }.Select(id => plots[id].GetProperty("lines").GetArrayLength()));
        Assert.Equal(2, plots["rules"].GetProperty("bars").GetArrayLength());
        Assert.True(plots["heat"].GetProperty("cells").GetArrayLength() > 2);
    }

    private static void IsDrawn(JsonElement plot, Colour paper, int width)
    {
        var (id, box) = (plot.GetProperty("id").GetString(), Box.Of(plot));
        Assert.True(box.Width > Math.Min(width, 960) * 0.8 && box.Height > 50, $"`{id}` is {box.Width} by {box.Height}");
        foreach (var line in plot.GetProperty("lines").EnumerateArray())
        {
            Assert.True(line.GetProperty("length").GetDouble() > 100, $"`{id}` has an empty line");
            Assert.True(Box.Of(line).IsIn(box), $"`{id}` has a line outside");
            Assert.True(Colour.Parse(line.GetProperty("stroke").GetString()!).Against(paper) >= 3, $"`{id}` has a faint line");
        }

        foreach (var bar in plot.GetProperty("bars").EnumerateArray())
        {
            Assert.True(Box.Of(bar) is { Width: > 0.5, Height: > 5 } drawn && drawn.IsIn(box), $"`{id}` has a bar outside");
            Assert.True(Colour.Parse(bar.GetProperty("fill").GetString()!).Against(paper) >= 3, $"`{id}` has a faint bar");
        }

        foreach (var cells in plot.GetProperty("cells").EnumerateArray()) Assert.True(cells.GetProperty("length").GetDouble() > 1);
        var labels = plot.GetProperty("labels").EnumerateArray().Select(l => (Text: l.GetProperty("text").GetString(), Box: Box.Of(l))).ToList();
        Assert.True(labels.Count > 2, $"`{id}` has no labels");
        foreach (var (number, label) in labels.Index())
        {
            Assert.True(label.Box.IsIn(box), $"`{label.Text}` is outside of `{id}`");
            Assert.DoesNotContain(labels.Skip(number + 1), other => other.Box.Covers(label.Box));
        }
    }

    /// <summary>Two policies, the workload's hot set twice as large as RAM; a name and a contract that are no HTML.</summary>
    private string Page()
    {
        var file = _folder.Write("page.cdmp", Texts.Policy.Replace("reclaim ram  {", "never in ram && heat > 200;\n  reclaim ram  {", StringComparison.Ordinal)
            + CompareTexts.FirstTouch + CompareTexts.Bursts);
        var html = _folder["report.html"];
        var result = Cdmp.Run("compare", file, "--workload", "Bursts", "--html", html).IsCivil();
        Assert.Equal("", result.Error);
        return File.ReadAllText(html);
    }

    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        public static Box Of(JsonElement element)
        {
            var box = element.GetProperty("box");
            return new(box.GetProperty("x").GetDouble(), box.GetProperty("y").GetDouble(), box.GetProperty("width").GetDouble(), box.GetProperty("height").GetDouble());
        }

        public bool IsIn(Box other) =>
            X >= other.X - 1 && Y >= other.Y - 1 && X + Width <= other.X + other.Width + 1 && Y + Height <= other.Y + other.Height + 1;

        /// <summary>More than a pixel of both.</summary>
        public bool Covers(Box other) =>
            Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X) > 1 && Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y) > 1;
    }

    private readonly record struct Colour(double Red, double Green, double Blue)
    {
        /// <summary>WCAG's relative luminance.</summary>
        public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

        public static Colour Parse(string css)
        {
            var parts = css[(css.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',').Select(p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            return new(parts[0] / 255, parts[1] / 255, parts[2] / 255);
        }

        /// <summary>WCAG's contrast ratio, 1 to 21.</summary>
        public double Against(Colour other) =>
            (Math.Max(Luminance, other.Luminance) + 0.05) / (Math.Min(Luminance, other.Luminance) + 0.05);

        private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
