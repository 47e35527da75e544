using Platform.PlanDocuments;
using Platform.Plans.Model;

namespace Platform.Plans.Checks;

/// <summary>Rows of one plan that say the same or nearly the same.</summary>
public static class Duplicates
{
    private const double Near = 0.86;

    /// <summary>Comparisons of one list; a real plan of 200 rows makes 20,000. What lies beyond is not looked at.</summary>
    private const int MostComparisons = 400_000;

    public static IEnumerable<FindingView> Of(PlanContent content) =>
        Rows([.. content.Tasks.Select(Row)], "content").Concat(Rows([.. content.Targets.Select(Row)], "text"));

    private static (Guid Id, TextLikeness Text, string? Lead, string Name) Row(TaskView t, int index) =>
        (t.Id, TextLikeness.Of(t.Content), t.LeadAgency, $"nhiệm vụ {Number(t.Number, t.SubNumber, index)}");

    private static (Guid Id, TextLikeness Text, string? Lead, string Name) Row(TargetView t, int index) =>
        (t.Id, TextLikeness.Of(t.Text), null, $"chỉ tiêu {Number(t.Number, null, index)}");

    private static IEnumerable<FindingView> Rows(List<(Guid Id, TextLikeness Text, string? Lead, string Name)> rows, string part)
    {
        for (var (i, left) = (1, MostComparisons); i < rows.Count && left > 0; left -= i++)
        {
            var (same, near) = (-1, -1);
            for (var j = 0; j < i && same < 0; j++)
            {
                if (rows[i].Text.Same(rows[j].Text))
                    same = j;
                else if (near < 0 && rows[i].Text.With(rows[j].Text) >= Near)
                    near = j;
            }
            // The same work given to two agencies may be meant.
            if (same >= 0)
                yield return FindingKeys.Of(
                    "PLN-I-110", rows[i].Lead == rows[same].Lead ? Severity.Warning : Severity.Info,
                    $"Nội dung trùng với {rows[same].Name}.", rows[i].Id, part);
            else if (near >= 0)
                yield return FindingKeys.Of("PLN-I-111", Severity.Info, $"Nội dung gần giống {rows[near].Name}.", rows[i].Id, part);
        }
    }

    private static string Number(string? number, string? sub, int index) =>
        number is null ? $"{index + 1}" : sub is null ? number : $"{number}.{sub}";
}
