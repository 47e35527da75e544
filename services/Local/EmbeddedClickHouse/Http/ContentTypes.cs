namespace Platform.EmbeddedEngine;

/// <summary>Content types of ClickHouse's formats.</summary>
internal static class ContentTypes
{
    public static string Of(string format) => format switch
    {
        "TabSeparated" or "TSV" or "TabSeparatedWithNames" or "TSVWithNames" => "text/tab-separated-values; charset=UTF-8",
        "CSV" or "CSVWithNames" => "text/csv; charset=UTF-8; header=" + (format == "CSV" ? "absent" : "present"),
        "JSONEachRow" or "NDJSON" => "application/x-ndjson; charset=UTF-8",
        _ when format.StartsWith("JSON", StringComparison.OrdinalIgnoreCase) => "application/json; charset=UTF-8",
        "RowBinary" or "RowBinaryWithNames" or "RowBinaryWithNamesAndTypes" or "Native" or "Parquet" => "application/octet-stream",
        _ => "text/plain; charset=UTF-8",
    };
}
