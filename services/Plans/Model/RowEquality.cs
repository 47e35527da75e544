using Platform.PlanDocuments;

namespace Platform.Plans.Model;

/// <summary>Rows field by field: what a person sees and can change.</summary>
public static class RowEquality
{
    public static bool Same(TargetView a, TargetView b) => !Changed(a, b).Any();

    public static bool Same(TaskView a, TaskView b) => !Changed(a, b).Any();

    public static IEnumerable<string> Changed(TargetView a, TargetView b)
    {
        if (a.Number != b.Number) yield return "number";
        if (a.Text != b.Text) yield return "text";
        if ((a.Comparator, a.Value, a.Unit) != (b.Comparator, b.Value, b.Unit)) yield return "value";
        if (!a.Measures.SequenceEqual(b.Measures)) yield return "measures";
        if (a.Area != b.Area) yield return "area";
        if (a.Indicator != b.Indicator) yield return "indicator";
    }

    public static IEnumerable<string> Changed(TaskView a, TaskView b)
    {
        if (a.Area != b.Area) yield return "area";
        if ((a.Number, a.SubNumber) != (b.Number, b.SubNumber)) yield return "number";
        if (a.GroupTitle != b.GroupTitle) yield return "groupTitle";
        if (a.Content != b.Content) yield return "content";
        if (a.LeadAgency != b.LeadAgency) yield return "leadAgency";
        if (!a.Coordinators.SequenceEqual(b.Coordinators)) yield return "coordinators";
        if (a.LeaderInCharge != b.LeaderInCharge) yield return "leaderInCharge";
        if (Said(a.Deadline) != Said(b.Deadline))
            yield return "deadline";
        if (!a.Products.SequenceEqual(b.Products)) yield return "products";
    }

    private static (string, DeadlineKind, DateOnly?, DateOnly?, string?) Said(DeadlineView d) =>
        (d.Text, d.Kind, d.From, d.To, d.Recurrence);
}
