using System.Globalization;
using Platform.PlanDocuments;
using Platform.Plans.Model;

namespace Platform.Plans.Amend;

/// <param name="Field">Name of the field: decision.number, content, deadline …</param>
public sealed record FieldDifference(string Field, string? Before, string? After);

/// <param name="Change">added, removed, changed.</param>
/// <param name="Kind">target or task.</param>
/// <param name="Area">Area after the change; before it for a removed row.</param>
public sealed record RowDifference(
    string Change, string Kind, Guid Id, int? Area, string? Number, string Text, IReadOnlyList<FieldDifference> Fields);

/// <param name="From">Edition before; 0 when it is none.</param>
/// <param name="To">Edition after; 0 for an amendment not issued yet.</param>
public sealed record PlanDifferences(IReadOnlyList<FieldDifference> Plan, IReadOnlyList<RowDifference> Rows)
{
    public int From { get; init; }

    public int To { get; init; }
}

/// <summary>A plan at one moment, for comparing.</summary>
public sealed record Edition(string Title, string? Period, DateOnly? From, DateOnly? To, PlanContent Content)
{
    public static Edition Of(PlanRow row) =>
        new(row.Title, row.Period, row.From, row.To, PlanContent.FromJson(row.Content).WithIds(row.AmendsId ?? row.Id));

    public static Edition Of(PlanVersionRow row) =>
        new(row.Title, row.Period, row.From, row.To, PlanContent.FromJson(row.Content).WithIds(row.PlanId));
}

/// <summary>Pure: what one state of a plan has that another has not, field by field.</summary>
public static class Differences
{
    public static PlanDifferences Between(Edition before, Edition after) => new(
        [.. Head(before, after)],
        [
            .. Rows(
                "target", before.Content.Targets, after.Content.Targets, t => t.Id, t => (t.Area, t.Number, t.Text),
                (a, b) => RowEquality.Changed(a, b).Select(f => Field(f, a, b))),
            .. Rows(
                "task", before.Content.Tasks, after.Content.Tasks, t => t.Id,
                t => (t.Area, t.SubNumber is null ? t.Number : $"{t.Number}.{t.SubNumber}", t.Content),
                (a, b) => RowEquality.Changed(a, b).Select(f => Field(f, a, b))),
        ]);

    private static IEnumerable<FieldDifference> Head(Edition a, Edition b)
    {
        (string Name, string? Before, string? After)[] fields =
        [
            ("title", a.Title, b.Title),
            ("period", a.Period, b.Period),
            ("periodFrom", Day(a.From), Day(b.From)),
            ("periodTo", Day(a.To), Day(b.To)),
            ("decision.number", a.Content.Decision.Number, b.Content.Decision.Number),
            ("decision.date", Day(a.Content.Decision.Date), Day(b.Content.Decision.Date)),
            ("decision.place", a.Content.Decision.Place, b.Content.Decision.Place),
            ("decision.signer", a.Content.Decision.Signer, b.Content.Decision.Signer),
            ("decision.signerRole", a.Content.Decision.SignerRole, b.Content.Decision.SignerRole),
            ("legalBases", Lines(a.Content.LegalBases), Lines(b.Content.LegalBases)),
        ];
        return fields.Where(f => (f.Before ?? "") != (f.After ?? "")).Select(f => new FieldDifference(f.Name, f.Before, f.After));
    }

    private static IEnumerable<RowDifference> Rows<T>(
        string kind, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, Guid> id,
        Func<T, (int? Area, string? Number, string Text)> name,
        Func<T, T, IEnumerable<FieldDifference>> changed)
    {
        var old = before.ToDictionary(id);
        foreach (var row in after)
        {
            var (area, number, text) = name(row);
            if (!old.Remove(id(row), out var was))
                yield return new("added", kind, id(row), area, number, text, []);
            else if (changed(was, row).ToList() is { Count: > 0 } fields)
                yield return new("changed", kind, id(row), area, number, text, fields);
        }
        foreach (var row in before.Where(r => old.ContainsKey(id(r))))
        {
            var (area, number, text) = name(row);
            yield return new("removed", kind, id(row), area, number, text, []);
        }
    }

    private static FieldDifference Field(string field, TargetView a, TargetView b) => field switch
    {
        "number" => new(field, a.Number, b.Number),
        "text" => new(field, a.Text, b.Text),
        "value" => new(field, Value(a), Value(b)),
        "measures" => new(field, Lines(a.Measures.Select(m => m.Text)), Lines(b.Measures.Select(m => m.Text))),
        "area" => new(field, $"{a.Area}", $"{b.Area}"),
        _ => new(field, a.Indicator, b.Indicator),
    };

    private static FieldDifference Field(string field, TaskView a, TaskView b) => field switch
    {
        "area" => new(field, $"{a.Area}", $"{b.Area}"),
        "number" => new(field, $"{a.Number} {a.SubNumber}".Trim(), $"{b.Number} {b.SubNumber}".Trim()),
        "groupTitle" => new(field, a.GroupTitle, b.GroupTitle),
        "content" => new(field, a.Content, b.Content),
        "leadAgency" => new(field, a.LeadAgency, b.LeadAgency),
        "coordinators" => new(field, Lines(a.Coordinators), Lines(b.Coordinators)),
        "leaderInCharge" => new(field, a.LeaderInCharge, b.LeaderInCharge),
        "deadline" => new(field, Deadline(a.Deadline), Deadline(b.Deadline)),
        _ => new(field, Lines(a.Products), Lines(b.Products)),
    };

    private static string Value(TargetView t) => $"{t.Comparator} {t.Value?.ToString(CultureInfo.InvariantCulture)} {t.Unit}".Trim();

    // Two deadlines of the same words may mean other days.
    private static string Deadline(DeadlineView d) =>
        d.DueDates.Count == 0 ? d.Text : $"{d.Text} ({string.Join(", ", d.DueDates.Take(4).Select(x => Day(x)))})";

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Lines(IEnumerable<string> texts) => string.Join('\n', texts);
}
