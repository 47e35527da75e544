using Microsoft.EntityFrameworkCore;
using Platform.Plans.Errors;
using Platform.Plans.Model;
using Platform.Plans.Storage;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Cascade;

/// <param name="Items">Ids of targets and tasks; absent for all of the plan.</param>
/// <param name="Units">Official codes of communes.</param>
/// <param name="Block">Or all communes of a block: phuong, xa, dac-khu (kinds) or the ranking block.</param>
/// <param name="All">Or all communes below the plan's unit.</param>
public sealed record CascadeInput(IReadOnlyList<Guid>? Items, IReadOnlyList<string?>? Units, string? Block, bool? All);

/// <param name="Assigned">Pairs of item and unit that were not handed down before.</param>
public sealed record CascadeAnswer(Guid Id, int Items, int Units, int Assigned);

/// <summary>
/// Hands items of an issued plan down to units in one step, set-based: the pairs are made inside the database. What a unit has already
/// stays
/// as it is; what was taken back is handed down again.
/// </summary>
public static class HandDown
{
    public static Result<(IReadOnlyList<Guid> Items, IReadOnlyList<string> Units)> Choose(
        CascadeInput input, PlanRow plan, OrgUnitSnapshot directory)
    {
        var errors = new List<FieldError>();
        var below = directory.LeavesUnder(plan.OrgUnit).ToDictionary(u => u.Code);
        List<string> units = [];
        if (input.All is true)
            units = [.. below.Keys];
        else if (!string.IsNullOrEmpty(input.Block))
            units = [.. below.Values.Where(u => u.Block == input.Block || u.Kind == input.Block).Select(u => u.Code)];
        foreach (var (code, index) in (input.Units ?? []).Take(below.Count + 1).Select((c, i) => (c, i)))
        {
            if (code is not null && below.ContainsKey(code))
                units.Add(code);
            else
                errors.Add(
                    new($"units[{index}]", PlanErrors.UnknownItem, "Không có đơn vị cấp xã mang mã này thuộc đơn vị ban hành kế hoạch."));
        }
        if (errors.Count == 0 && units.Count == 0)
            errors.Add(new("units", PlanErrors.Required, "Chưa chọn đơn vị nào (units, block hoặc all)."));
        var rows = CascadedItems.Of(plan, default).Select(i => i.Id).ToList();
        var known = rows.ToHashSet();
        foreach (var (item, index) in (input.Items ?? []).Take(rows.Count + 1).Select((c, i) => (c, i)))
        {
            if (!known.Contains(item))
                errors.Add(new($"items[{index}]", PlanErrors.UnknownItem, "Kế hoạch không có mục này."));
        }
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var items = input.Items is { Count: > 0 } chosen ? [.. chosen.Distinct()] : rows;
        return (items, (IReadOnlyList<string>)[.. units.Distinct()]);
    }

    public static async Task<CascadeAnswer> StoreAsync(
        PlansDb db, PlanRow plan, IReadOnlyList<Guid> items, IReadOnlyList<string> units, Caller by, DateTimeOffset now,
        CancellationToken stop)
    {
        var cascade = Guid.NewGuid();
        db.Cascades.Add(new() { Id = cascade, PlanId = plan.Id, At = now, By = by.UserName, Items = items.Count, Units = units.Count });
        var chosen = items.ToHashSet();
        var stored = await db.CascadedItems.Where(i => i.PlanId == plan.Id).ToDictionaryAsync(i => i.Id, stop);
        foreach (var row in CascadedItems.Of(plan, cascade).Where(i => chosen.Contains(i.Id)))
        {
            if (stored.TryGetValue(row.Id, out var item))
            {
                CascadedItems.Update(item, row);
                item.CascadeId = cascade;
            }
            else
            {
                db.CascadedItems.Add(row);
            }
        }
        db.CascadeUnits.AddRange(units.Select(u => new CascadeUnitRow { CascadeId = cascade, OrgUnit = u }));
        await db.SaveChangesAsync(stop);
        // Items of this step (CascadeId) times its units; those that are there but were taken back are given again.
        var again = await db.Database.ExecuteSqlAsync(
            $"""
            update "cascade_assignments" set "WithdrawnAt" = null, "CascadeId" = {cascade}
            where "WithdrawnAt" is not null
              and "ItemId" in (select "Id" from "cascaded_items" where "CascadeId" = {cascade})
              and "OrgUnit" in (select "OrgUnit" from "cascade_units" where "CascadeId" = {cascade})
            """,
            stop);
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            insert into "cascade_assignments" ("ItemId", "OrgUnit", "CascadeId")
            select i."Id", u."OrgUnit", u."CascadeId" from "cascaded_items" i cross join "cascade_units" u
            where i."CascadeId" = {cascade} and u."CascadeId" = {cascade}
              and not exists (select 1 from "cascade_assignments" a where a."ItemId" = i."Id" and a."OrgUnit" = u."OrgUnit")
            """,
            stop);
        return new(cascade, items.Count, units.Count, again + added);
    }
}
