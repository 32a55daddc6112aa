using Spectre.Console;

namespace CdmPolicy.Cli.Rendering;

/// <summary>A table of text: names to the left, numbers to the right. Plain where nobody looks.</summary>
internal sealed class TextTable
{
    private readonly Table _table = new() { Border = TableBorder.Simple };

    /// <param name="columns">Headings; one that ends in <c>&lt;</c> stands to the left.</param>
    public TextTable(params string[] columns)
    {
        foreach (var column in columns)
        {
            var left = column.EndsWith('<');
            var heading = new TableColumn(new Text(left ? column[..^1] : column)) { Alignment = left ? Justify.Left : Justify.Right };
            _table.AddColumn(left ? heading : heading.NoWrap());
        }
    }

    public void Row(params string[] cells) => _table.AddRow([.. cells.Select(cell => new Text(cell))]);

    public void Write(CommandIo io)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = io.Colour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = io.Colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new Sink(text, io.Width),
        });
        console.Write(_table);
        // Spectre fills each line up to the table's width.
        foreach (var line in text.ToString().TrimEnd('\r', '\n').Split('\n')) io.Output.WriteLine(line.TrimEnd(' ', '\r'));
    }

    /// <summary>Spectre asks the writer how wide it is; ours knows.</summary>
    private sealed class Sink(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => 50;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
