using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Units;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Model;

namespace Platform.Tasks.Storage;

/// <summary>
/// Finds tasks by the beginnings of folded words. On SQLite a full-text table without content (FTS5) beside the tasks, kept by
/// triggers; on PostgreSQL an index over the words. Derived data: made and filled at the start where it is missing.
/// </summary>
public static class SearchIndex
{
    /// <summary>
    /// Rarer words are looked up in the index; more common ones are met soon enough on the way through a list in its order, a commune's
    /// shorter one sooner.
    /// </summary>
    private const int Rare = 5_000;
    private const int RareInACommune = 500;

    // In the index a task's province and unit are words too; folded words have no đ, so nobody can search for it.
    public static async Task EnsureAsync(TasksDb db, CancellationToken stop = default)
    {
        if (!db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync(
                """create index if not exists "IX_task_search" on tasks using gin (to_tsvector('simple', "SearchText"))""", stop);
            return;
        }
        var there = await db.Database.SqlQuery<int>($"select count(*) as Value from sqlite_master where name = 'task_words_updated'")
            .SingleAsync(stop);
        if (there > 0)
            return;
        await db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync(
                """
                drop trigger if exists task_search_inserted;
                drop trigger if exists task_search_deleted;
                drop trigger if exists task_search_updated;
                drop table if exists task_search;
                create virtual table task_words using fts5(
                    words, content='', contentless_delete=1, detail=none, tokenize='unicode61', prefix='2 3');
                insert into task_words (rowid, words) select Seq, SearchText || ' đ' || Province || ' đ' || OrgUnit from tasks;
                create trigger task_words_inserted after insert on tasks begin
                    insert into task_words (rowid, words) values (new.Seq, new.SearchText || ' đ' || new.Province || ' đ' || new.OrgUnit);
                end;
                create trigger task_words_deleted after delete on tasks begin
                    delete from task_words where rowid = old.Seq;
                end;
                create trigger task_words_updated after update of SearchText, Province, Seq on tasks
                when old.SearchText is not new.SearchText or old.Province is not new.Province or old.Seq is not new.Seq begin
                    delete from task_words where rowid = old.Seq;
                    insert into task_words (rowid, words) values (new.Seq, new.SearchText || ' đ' || new.Province || ' đ' || new.OrgUnit);
                end;
                """,
                stop),
            stop);
    }

    /// <summary>Tasks that hold a word beginning with each of the words.</summary>
    /// <param name="unit">The unit or province whose tasks are meant; null for the whole country's.</param>
    public static async Task<IQueryable<TaskRow>> FindAsync(TasksDb db, IReadOnlyList<string> words, string? unit, CancellationToken stop)
    {
        if (words.Count == 0 || unit is null)
            return Holding(db.Tasks.AsNoTracking(), words);
        var rare = OrgUnitCodes.IsLeaf(unit) ? RareInACommune : Rare;
        if (db.Database.IsSqlite())
        {
            var match = string.Join(" AND ", words.Select(w => $"\"{w}\"*").Prepend($"đ{unit}"));
            var hits = await db.Database.SqlQuery<int>(
                $"select count(*) as Value from (select 1 from task_words where task_words match {match} limit {rare + 1})")
                .SingleAsync(stop);
            // The cross join is SQLite's way of being told where to begin.
            return hits > rare ? Holding(db.Tasks.AsNoTracking(), words) : db.Tasks.FromSql(
                $"""select t.* from task_words cross join tasks t on t."Seq" = task_words.rowid where task_words match {match}""")
                .AsNoTracking();
        }
        var query = string.Join(" & ", words.Select(w => $"{w}:*"));
        var found = await db.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from (
                select 1 from tasks where to_tsvector('simple', "SearchText") @@ to_tsquery('simple', {query})
                and ("Province" = {unit} or "OrgUnit" = {unit}) limit {rare + 1}) hits
            """).SingleAsync(stop);
        return found > rare ? Holding(db.Tasks.AsNoTracking(), words) : db.Tasks.FromSql(
            $"""
            with hits as materialized (select * from tasks where to_tsvector('simple', "SearchText") @@ to_tsquery('simple', {query}))
            select * from hits
            """).AsNoTracking();
    }

    private static IQueryable<TaskRow> Holding(IQueryable<TaskRow> tasks, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            var start = " " + word;
            tasks = tasks.Where(t => t.SearchText.Contains(start));
        }
        return tasks;
    }
}
