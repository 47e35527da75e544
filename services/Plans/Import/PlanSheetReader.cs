using System.Globalization;
using Platform.PlanDocuments;
using Platform.Plans.Export;
using Platform.Plans.Revise;

namespace Platform.Plans.Import;

/// <summary>
/// Reads back a workbook of the shape that <see cref="PlanSheets"/> writes, cell by cell. Pure. What a person wrote into a cell that cannot
/// be is
/// left out with a finding by the checks that every draft gets.
/// </summary>
public static class PlanSheetReader
{
    /// <returns>What the sheets say; null when the workbook has another shape.</returns>
    public static PlanInput? Read(IReadOnlyList<SheetRows> sheets)
    {
        SheetRows? Sheet(string name) => sheets.FirstOrDefault(s => s.Name == name);
        if (Sheet(PlanSheets.General) is not { } general || Sheet(PlanSheets.Targets) is not { } targets
            || Sheet(PlanSheets.Tasks) is not { } tasks)
            return null;
        if (!HasHeader(targets, PlanSheets.TargetColumns) || !HasHeader(tasks, PlanSheets.TaskColumns))
            return null;
        var fields = general.Rows.Where(r => r.Count > 0).GroupBy(r => r[0]).ToDictionary(g => g.Key, g => Cell(g.First(), 1));
        string? Field(int i) => fields.GetValueOrDefault(PlanSheets.GeneralFields[i]);
        var day = Day(Field(2));
        return new(
            null, Field(0), new(Field(1), day, day is null ? Field(2) : null, Field(3), Field(4), Field(5)),
            [.. (Sheet(PlanSheets.Bases)?.Rows ?? []).Skip(2).Select(r => Cell(r, 0))], Field(6), Day(Field(7)), Day(Field(8)),
            [.. targets.Rows.Skip(2).Where(r => Cell(r, 1) is not null).Select(Target)],
            [.. tasks.Rows.Skip(2).Where(r => Cell(r, 5) is not null).Select(Task)], null);
    }

    private static TargetInput Target(IReadOnlyList<string> row)
    {
        var value = Number(Cell(row, 3));
        var comparator = Cell(row, 2) is { } name && Enum.TryParse<Comparator>(name, ignoreCase: true, out var known)
            && Enum.IsDefined(known) ? known : Comparator.None;
        // A comparison without a figure cannot be; the check that follows says that there is none.
        if (value is null && comparator != Comparator.Exceed)
            comparator = Comparator.None;
        return new(null, Cell(row, 0), Cell(row, 1), $"{comparator}", value, Cell(row, 4), Area(Cell(row, 5)), null, Cell(row, 6), null);
    }

    private static TaskInput Task(IReadOnlyList<string> row) => new(
        null, Area(Cell(row, 2)), Cell(row, 3), Cell(row, 0), Cell(row, 1), Cell(row, 4), Cell(row, 5), Cell(row, 6), Lines(Cell(row, 7)),
        Cell(row, 8),
        Deadline(row), Lines(Cell(row, 14)), null);

    private static DeadlineInput Deadline(IReadOnlyList<string> row)
    {
        var (text, from, to, every) = (Cell(row, 9), Day(Cell(row, 11)), Day(Cell(row, 12)), Cell(row, 13));
        var kind = Cell(row, 10) is { } name && Enum.TryParse<DeadlineKind>(name, ignoreCase: true, out var known) && Enum.IsDefined(known)
            ? known
            : (DeadlineKind?)null;
        var whole = kind switch
        {
            DeadlineKind.ByDate => to is not null,
            DeadlineKind.Window => from is not null && to is not null && from <= to,
            DeadlineKind.Recurring => Enum.TryParse<RecurrenceUnit>(every, ignoreCase: true, out _),
            DeadlineKind.Continuous or DeadlineKind.OnInstruction or DeadlineKind.None => true,
            _ => false,
        };
        return whole
            ? new(text, true, $"{kind}", from, to, kind == DeadlineKind.Recurring ? every : null)
            : new(text, null, null, null, null, null);
    }

    private static bool HasHeader(SheetRows sheet, string[] columns) =>
        sheet.Rows.Count > 1 && sheet.Rows[1].Take(columns.Length).SequenceEqual(columns);

    private static string? Cell(IReadOnlyList<string> row, int at) =>
        at < row.Count && !string.IsNullOrWhiteSpace(row[at]) ? row[at].Trim() : null;

    private static List<string?> Lines(string? cell) =>
        [.. (cell ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static int? Area(string? cell) => Number(cell) is { } n && n is >= 1 and <= 7 && n == decimal.Truncate(n) ? (int)n : null;

    private static decimal? Number(string? cell) =>
        decimal.TryParse(cell?.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static DateOnly? Day(string? cell) =>
        DateOnly.TryParseExact(
            cell, ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
