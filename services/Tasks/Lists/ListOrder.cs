using Platform.Tasks.Model;

namespace Platform.Tasks.Lists;

/// <summary>The order of a list, from a place in it on. Written so that an index gives both.</summary>
public static class ListOrder
{
    public static IQueryable<TaskRow> Of(IQueryable<TaskRow> tasks, string sort, ListCursor? after)
    {
        if (sort == ListCursor.ByPlan)
            return tasks.OrderBy(t => t.OrgUnit).ThenBy(t => t.PlanId).ThenBy(t => t.Position).ThenBy(t => t.Seq);
        if (sort == ListCursor.ByUpdate)
        {
            if (after is not null)
            {
                var (at, seq) = (DateTimeOffset.FromUnixTimeMilliseconds(after.Key), after.Seq);
                tasks = tasks.Where(t => t.UpdatedAt <= at && (t.UpdatedAt < at || t.Seq < seq));
            }
            return tasks.OrderByDescending(t => t.UpdatedAt).ThenByDescending(t => t.Seq);
        }
        if (after is not null)
        {
            // Written so that the index gives the place and the rest only steps over the same day.
            var (key, seq) = (after.Key, after.Seq);
            tasks = tasks.Where(t => t.DueKey >= key && (t.DueKey > key || t.Seq > seq));
        }
        return tasks.OrderBy(t => t.DueKey).ThenBy(t => t.Seq);
    }
}
