using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Platform.LoadTests.Scenarios;

/// <summary>Tasks written straight into the store, since bringing a million in through the API is not what is measured.</summary>
public static class TaskRows
{
    private static readonly (string Text, string Folded)[] Contents =
    [
        ("Rà soát, đơn giản hóa thủ tục hành chính", " ra soat don gian hoa thu tuc hanh chinh"),
        ("Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính", " so hoa ho so ket qua giai quyet thu tuc hanh chinh"),
        ("Công khai dự toán, quyết toán ngân sách", " cong khai du toan quyet toan ngan sach"),
        ("Kiểm tra kỷ luật, kỷ cương hành chính", " kiem tra ky luat ky cuong hanh chinh"),
        ("Tuyên truyền cải cách hành chính", " tuyen truyen cai cach hanh chinh"),
    ];

    /// <summary>A tenth assigned by the city, a fifth done, some late, the others open; due over four hundred days.</summary>
    public static void Fill(SqliteConnection store, List<string> units, int count)
    {
        string List(IEnumerable<string> items) => "json('[" + string.Join(',', items.Select(i => $"\"{i}\"")) + "]')";
        Execute(store, "pragma synchronous = off");
        Execute(store, $"""
            insert into tasks (Id, Seq, OrgUnit, Province, Origin, PlanId, Position, Area, Number, Content, Coordinators, Products, DeadlineText, DeadlineKind, DueDates,
                LastDueOn, DueOn, DueKey, OverdueAfter, FromYear, ToYear, Percent, CompletedOn, DelayDays, Weight, Parts, PartsDone, Cancelled, NeedsConfirmation, Confirmation,
                ExtensionPending, EvidenceCount, AssigneeOffice, AssigneeUser, State, SearchText, Version, UpdatedAt)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < {count}),
            r as (select i, json_extract({List(units)}, '$[' || (i % {units.Count}) || ']') as unit, (i * 7919) % 400 as day, (i * 104729) % 100 as kind, i % {Contents.Length} as what from n)
            select upper(printf('%08x-0000-4000-8000-%012x', i, i)), 1000000000 + i, unit, '31', case when kind % 10 = 0 then 'assignment' else 'plan' end,
                upper(printf('%08x-0000-4000-9000-000000000000', i / 20)), i % 20, 1 + (i / 3) % 7, i % 20,
                json_extract({List(Contents.Select(c => c.Text))}, '$[' || what || ']') || ', mã số ' || i, '[]', '["Báo cáo"]', 'Trước hạn', 'byDate', '[]',
                date('2026-12-01', '+' || day || ' days'), date('2026-12-01', '+' || day || ' days'),
                cast(julianday(date('2026-12-01', '+' || day || ' days')) - 1721425.5 as int),
                case when kind < 60 then date('2026-12-01', '+' || day || ' days') end, 2026, 2027,
                case when kind < 30 then 0 when kind < 60 then 40 else 100 end, case when kind >= 60 and kind < 95 then '2026-11-01' end, case when kind between 85 and 94 then 3 else 0 end,
                1, 0, 0, kind >= 95, 0, 'none', 0, 0, json_extract('["VP","VHXH","KT","HCC"]', '$[' || ((i / 114) % 4) || ']'),
                case when (i / 114) % 4 = 2 then unit || '-kt' end,
                case when kind < 30 then 'notStarted' when kind < 58 then 'inProgress' when kind < 60 then 'waiting' when kind < 85 then 'doneOnTime' when kind < 95 then 'doneLate' else 'cancelled' end,
                json_extract({List(Contents.Select(c => c.Folded))}, '$[' || what || ']') || ' ma so ' || i || ' bao cao', 1, 1790000000000 + i
            from r
            """);
        // Ten thousand long overdue.
        Execute(store, "update tasks set State = 'overdue', OverdueAfter = '2026-01-05', DueOn = '2026-01-05', DueKey = 739620 where Seq > 1000000000 and State = 'notStarted' and Seq % 30 = 0");
        Execute(store, "analyze");
    }

    /// <summary>As at midnight: the day after which they are overdue lies behind.</summary>
    public static async Task FallDueAsync(SqliteConnection store, int count) => await Task.Run(() => Execute(store,
        $"update tasks set OverdueAfter = '2025-12-30', LastDueOn = '2025-12-30', DueDates = '[\"2025-12-30\"]' where Seq in (select Seq from tasks where State = 'inProgress' and Seq > 1000000000 limit {count.ToString(CultureInfo.InvariantCulture)})"));

    public static async Task<long> CountAsync(SqliteConnection store, string sql)
    {
        await using var command = store.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static void Execute(SqliteConnection store, string sql)
    {
        using var command = store.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
