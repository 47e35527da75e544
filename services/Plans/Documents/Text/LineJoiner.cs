using System.Text;

namespace Platform.PlanDocuments;

/// <summary>Puts lines that a page or a cell broke back together.</summary>
internal static class LineJoiner
{
    public static string Join(IEnumerable<string> lines)
    {
        var result = new StringBuilder();
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.Length == 0) continue;
            if (result.Length > 0)
            {
                // "76/NQ-" + "CP", "2024-" + "2028": the hyphen belongs to the word. "chính trị -" + "xã hội": it stands between words.
                var glued = result[^1] == '-' && result.Length > 1 && result[^2] != ' ';
                if (IsBullet(line)) result.Append('\n');
                else if (!glued && result[^1] != '/') result.Append(' ');
                else if (result[^1] == '/' && !char.IsLetterOrDigit(line[0])) result.Append(' ');
                else if (result[^1] == '/' && char.IsLetter(line[0]) && char.IsLower(line[0])) result.Append(' ');
            }
            result.Append(line);
        }
        return result.ToString();
    }

    public static bool IsBullet(string line) =>
        line.Length > 1 && line[0] is '-' or '–' or '+' or '•' && (line[1] == ' ' || line[0] != '-' || char.IsUpper(line[1]));
}
