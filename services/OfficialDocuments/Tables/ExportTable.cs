namespace Platform.OfficialDocuments.Tables;

/// <summary>Rows under named columns, before they become a sheet or a CSV file.</summary>
/// <param name="Name">Name of the sheet.</param>
/// <param name="Title">Line above the header of a sheet: what this is and in which state.</param>
/// <param name="FrozenColumns">Columns that stay when a sheet is scrolled to the right.</param>
public sealed record ExportTable(
    string Name, string Title, IReadOnlyList<ExportColumn> Columns, IReadOnlyList<IReadOnlyList<ExportCell>> Rows, int FrozenColumns = 0);

/// <param name="Width">Width of a sheet's column in characters.</param>
/// <param name="Code">What a CSV file calls the column, where that is not its name.</param>
public sealed record ExportColumn(string Name, double Width, string? Code = null);

/// <summary>A text, a number, a day, an instant or nothing.</summary>
public readonly record struct ExportCell
{
    public string? Text { get; private init; }
    public decimal? Number { get; private init; }
    public DateOnly? Day { get; private init; }
    public DateTimeOffset? Instant { get; private init; }

    public static implicit operator ExportCell(string? text) => new() { Text = text };

    public static implicit operator ExportCell(decimal? number) => new() { Number = number };

    public static implicit operator ExportCell(int? number) => new() { Number = number };

    public static implicit operator ExportCell(DateOnly? day) => new() { Day = day };

    public static implicit operator ExportCell(DateTimeOffset? instant) => new() { Instant = instant };
}
