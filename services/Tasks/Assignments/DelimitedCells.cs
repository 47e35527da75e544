using System.Text;

namespace Platform.Tasks.Assignments;

/// <summary>
/// Cells of a CSV file (RFC 4180; comma, semicolon or tab, whichever the first line has most of) or of cells pasted from a sheet. Pure.
/// </summary>
public static class DelimitedCells
{
    private static readonly char[] Delimiters = ['\t', ';', ','];

    public static List<IReadOnlyList<string>> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var first = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length);
        var delimiter = Delimiters[0];
        foreach (var candidate in Delimiters)
        {
            if (first.Count(candidate) > first.Count(delimiter))
                delimiter = candidate;
        }
        var rows = new List<IReadOnlyList<string>>();
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[i++]);
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter)
            {
                row.Add(Taken(cell));
            }
            else if (c == '\n')
            {
                row.Add(Taken(cell));
                rows.Add(row);
                row = [];
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
        row.Add(Taken(cell));
        rows.Add(row);
        return rows;
    }

    private static string Taken(StringBuilder cell)
    {
        var text = cell.ToString().Trim();
        cell.Clear();
        return text;
    }
}
