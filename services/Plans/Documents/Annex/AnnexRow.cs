namespace Platform.PlanDocuments;

/// <summary>A heading or a row of the annex, before it is read as a task.</summary>
internal abstract record AnnexItem(int FromLine);

internal sealed record AreaHeading(string Title, int FromLine) : AnnexItem(FromLine);

/// <summary>The pieces of each cell in the order of the text; <see cref="Text"/> puts them together.</summary>
internal sealed record AnnexRow(string? Number, int FromLine) : AnnexItem(FromLine)
{
    private readonly Dictionary<Column, List<string>> cells = [];

    public int ToLine { get; set; } = FromLine;

    /// <summary>True when the cells were put together from lines whose column the text does not tell.</summary>
    public bool IsRebuilt { get; init; }

    public void Append(Column column, string piece)
    {
        if (piece.Length == 0) return;
        if (!cells.TryGetValue(column, out var pieces)) cells[column] = pieces = [];
        pieces.Add(piece);
    }

    public string Text(Column column) => cells.TryGetValue(column, out var pieces) ? LineJoiner.Join(pieces) : "";

    public bool HasOnlyContent => cells.Keys.All(c => c is Column.Content or Column.Number or Column.Other);
}

internal sealed record Annex(IReadOnlyList<AnnexItem> Items, IReadOnlyList<Finding> Findings, int? FirstLine)
{
    public static readonly Annex None = new([], [], null);
}
