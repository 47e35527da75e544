using System.Text.RegularExpressions;

namespace Platform.Reporting.Templates.Import;

/// <summary>A row under a header.</summary>
/// <param name="Number">From 0.</param>
public sealed partial record SheetRow(Sheet Sheet, SheetHeader Header, int Number)
{
    /// <summary>Written once for several rows, their cells merged.</summary>
    private static readonly string[] Shared = ["area", "part", "office"];

    /// <summary>The cell under a column's header; empty where there is no such column.</summary>
    public string this[string column] => !Header.At.TryGetValue(column, out var at) ? "" : Shared.Contains(column)
        ? Sheet.Down(Number, at) : Sheet.At(Number, at);

    /// <summary>A title merged over the whole row stands in its first cell.</summary>
    public string Name => Header.At.TryGetValue("name", out var at) ? Sheet.Across(Number, at) : "";

    /// <summary>A row of the table of figures that is not an item.</summary>
    public bool IsHeading => Name.Length > 0 && this["unit"].Length == 0 && this["area"].Length == 0;

    /// <summary>How high a heading is by its number: I or A 2, 1 or 1.1 1, none 0.</summary>
    public int Level => High().IsMatch(this["number"]) || HighAhead().IsMatch(Name) ? 2 : Low().IsMatch(this["number"])
        || LowAhead().IsMatch(Name) ? 1 : 0;

    public IReadOnlyList<string> Filled => [.. Sheet.Rows[Number].Where(c => c.Length > 0)];

    public string Tell(string what) => $"Trang “{Sheet.Name}” dòng {Number + 1}: {what}";

    [GeneratedRegex(@"\A(?:[IVX]+|[A-H])\W*\z")]
    private static partial Regex High();

    [GeneratedRegex(@"\A(?:[IVX]+|[A-H])(?:[.)]|\s*[-–:]\s)")]
    private static partial Regex HighAhead();

    [GeneratedRegex(@"\A\d+(?:\.\d+)*\W*\z")]
    private static partial Regex Low();

    [GeneratedRegex(@"\A\d+(?:\.\d+)*(?:[.)]|\s*[-–:]\s)")]
    private static partial Regex LowAhead();
}
