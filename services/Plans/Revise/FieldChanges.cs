using Platform.PlanDocuments;
using Platform.Plans.Model;

namespace Platform.Plans.Revise;

/// <summary>Which fields differ between two states of a plan: findings about them no longer hold.</summary>
public sealed class FieldChanges
{
    private readonly HashSet<string> parts = [];
    private readonly Dictionary<Guid, HashSet<string>> rows = [];
    private readonly HashSet<Guid> gone = [];

    public static FieldChanges Between(PlanContent before, PlanPeriod? periodBefore, PlanContent after, PlanPeriod? period)
    {
        var changes = new FieldChanges();
        changes.Head(before, periodBefore, after, period);
        changes.Rows(before.Targets.ToDictionary(t => t.Id), after.Targets.ToDictionary(t => t.Id), RowEquality.Changed);
        changes.Rows(before.Tasks.ToDictionary(t => t.Id), after.Tasks.ToDictionary(t => t.Id), RowEquality.Changed);
        return changes;
    }

    public bool Touches(Guid? row, string? part)
    {
        if (row is not { } id)
            return part is not null && parts.Contains(part);
        if (gone.Contains(id))
            return true;
        return rows.TryGetValue(id, out var fields)
            && (part is null || fields.Contains(part) || (part == "measures" && fields.Contains("value")));
    }

    /// <summary>The same for the id of a finding.</summary>
    public bool TouchesKey(string key)
    {
        var (at, dot) = (key.IndexOf('@'), key.IndexOf('.'));
        if (at < 0 || dot < at)
            return false;
        var part = key[(dot + 1)..].Split('#')[0];
        return Touches(Guid.TryParseExact(key[(at + 1)..dot], "N", out var row) ? row : null, part.Length == 0 ? null : part);
    }

    private void Head(PlanContent before, PlanPeriod? periodBefore, PlanContent after, PlanPeriod? period)
    {
        void Compare(string part, object? a, object? b)
        {
            if (!Equals(a, b))
                parts.Add(part);
        }
        Compare("decision.number", before.Decision.Number, after.Decision.Number);
        Compare("decision.date", (before.Decision.Date, before.Decision.DateText), (after.Decision.Date, after.Decision.DateText));
        Compare("decision.place", before.Decision.Place, after.Decision.Place);
        Compare("decision.signer", before.Decision.Signer, after.Decision.Signer);
        Compare("period", (periodBefore?.Code, periodBefore?.From, periodBefore?.To), (period?.Code, period?.From, period?.To));
        Compare("targets", before.Targets.Count, after.Targets.Count);
        Compare("tasks", before.Tasks.Count, after.Tasks.Count);
    }

    private void Rows<T>(Dictionary<Guid, T> before, Dictionary<Guid, T> after, Func<T, T, IEnumerable<string>> changed)
    {
        foreach (var (id, was) in before)
        {
            if (!after.TryGetValue(id, out var now))
                gone.Add(id);
            else if (changed(was, now).ToHashSet() is { Count: > 0 } fields)
                rows[id] = fields;
        }
    }
}
