namespace CdmPolicy.Cli.Rendering.Html;

/// <summary>
/// Colours by name, once for light and once for dark. Lines keep 3:1 against the paper and text 4.5:1, as WCAG 2.2 asks; hues
/// follow Okabe and Ito, which people who see few colours tell apart.
/// </summary>
internal static class PageStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --ink: #1c1c1e; --faint: #5c5c62; --grid: #e2e2e6; --band: #f5f5f7; --heat: #0b4f8a;
          --c0: #0072b2; --c1: #c24e00; --c2: #00805d; --c3: #a8508a; --c4: #8a6500; --c5: #5b5bd6; --c6: #66666c;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #17181a; --ink: #ececef; --faint: #a9a9b2; --grid: #35363a; --band: #212226; --heat: #ffc069;
            --c0: #56b4e9; --c1: #ff9d5c; --c2: #3ddba8; --c3: #f0a6d0; --c4: #f0c040; --c5: #adadff; --c6: #bdbdc4;
          }
        }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
        main { max-width: 960px; margin: 0 auto; padding: 24px 20px 60px; }
        h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; }
        h2 { font-size: 18px; margin: 36px 0 4px; }
        p, li { max-width: 75ch; }
        .sub, figcaption, caption { color: var(--faint); }
        .notes { padding: 8px 12px 8px 28px; background: var(--band); border-left: 4px solid var(--c1); margin: 16px 0; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; margin: 8px 0; }
        caption { text-align: left; padding: 4px 0; }
        th, td { padding: 4px 10px; text-align: right; border-bottom: 1px solid var(--grid); white-space: nowrap; }
        thead th { color: var(--faint); font-weight: 600; }
        th.text, td.text, th[scope=row] { text-align: left; }
        figure { margin: 12px 0 20px; }
        figure > svg { display: block; width: 100%; height: auto; }
        figcaption { font-size: 14px; margin-bottom: 6px; }
        strong { color: var(--ink); font-weight: 600; }
        .key { padding: 0; margin: 2px 0 0; list-style: none; }
        .key li { display: inline-block; margin: 0 16px 0 0; font-size: 13px; color: var(--ink); }
        .sample { width: 30px; height: 10px; margin-right: 6px; }
        svg text { fill: var(--faint); font-size: 12px; }
        svg text.name { fill: var(--ink); }
        svg .middle { text-anchor: middle; }
        svg .end { text-anchor: end; }
        .grid { stroke: var(--grid); fill: none; }
        .frame { stroke: var(--faint); fill: none; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .s0 { stroke: var(--c0); } .s1 { stroke: var(--c1); } .s2 { stroke: var(--c2); } .s3 { stroke: var(--c3); }
        .s4 { stroke: var(--c4); } .s5 { stroke: var(--c5); } .s6 { stroke: var(--c6); }
        .d1 { stroke-dasharray: 7 3; } .d2 { stroke-dasharray: 2 3; } .d3 { stroke-dasharray: 9 3 2 3; }
        .f0 { fill: var(--c0); } .f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); }
        .f4 { fill: var(--c4); } .f5 { fill: var(--c5); } .f6 { fill: var(--c6); }
        .heat { fill: var(--heat); }
        .h1 { fill-opacity: .16; } .h2 { fill-opacity: .26; } .h3 { fill-opacity: .36; } .h4 { fill-opacity: .50; }
        .h5 { fill-opacity: .66; } .h6 { fill-opacity: .82; }
        @media print { body { font-size: 11px; } figure, table { break-inside: avoid; } }
        """;
}
