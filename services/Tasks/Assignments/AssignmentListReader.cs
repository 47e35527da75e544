using Platform.Reading.Files;
using Platform.Reading.Worker;
using Platform.ServiceDefaults.Units;

namespace Platform.Tasks.Assignments;

/// <param name="Extension">Tells the kind of file; ".txt" for cells that were pasted.</param>
/// <param name="Units">Units that the list may name.</param>
public sealed record AssignmentFile(string Extension, IReadOnlyList<OrgUnitInfo> Units);

/// <summary>A list of assignments from the bytes to its rows: the first sheet of a workbook, or delimited text.</summary>
public sealed class AssignmentListReader : IFileReader<AssignmentFile, IReadOnlyList<AssignmentList.ReadRow>>
{
    private static readonly WorkbookShape Shape = new(MostSheets: 1, MostRows: 2_000, MostColumns: 30, DaysAsText: true);

    public static bool Takes(string extension) => extension is ".xlsx" or ".csv" or ".txt" or ".tsv";

    public static IReadOnlyList<AssignmentList.ReadRow> Read(ReadOnlyMemory<byte> file, AssignmentFile options)
    {
        var cells = options.Extension == ".xlsx" ? Cells(file) : DelimitedCells.Read(PlainText.Decode(file.Span));
        var read = AssignmentList.Read(cells, options.Units);
        return read.Failure is { } failure ? throw new FileRefused(Refusal.Unreadable, failure.Detail) : read.Value;
    }

    private static List<IReadOnlyList<string>> Cells(ReadOnlyMemory<byte> file) =>
        Workbook.Read(new MemoryStream(file.ToArray(), writable: false), Shape) is [var first, ..]
            ? [.. first.Rows.Select(r => (IReadOnlyList<string>)[.. r.Cells.Select(c => c.Trim())])]
            : throw new FileRefused(Refusal.Unreadable, "Tệp bị hỏng hoặc không phải bảng tính .xlsx.");
}
