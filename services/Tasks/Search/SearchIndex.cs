using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Storage;

namespace Platform.Tasks.Search;

/// <summary>
/// Finds tasks by the beginnings of folded words. On SQLite a full-text table without content (FTS5) beside the tasks, kept by
/// triggers; on PostgreSQL an index over the words. Derived data: made and filled at the start where it is missing.
/// </summary>
public static class SearchIndex
{
    /// <summary>Rarer words are looked up in the index; more common ones are met soon enough on the way through a list in its order.</summary>
    private const int Rare = 5_000;

    // In the index a task's province is one more word; folded words have no đ, so nobody can search for it.
    public static async Task EnsureAsync(TasksDb db, CancellationToken stop = default)
    {
        if (!db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync(
                """create index if not exists "IX_task_search" on tasks using gin (to_tsvector('simple', "SearchText"))""", stop);
            return;
        }
        var there = await db.Database.SqlQuery<int>($"select count(*) as Value from sqlite_master where name = 'task_search_updated'").SingleAsync(stop);
        if (there > 0)
            return;
        await db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync(
                """
                create virtual table task_search using fts5(words, content='', contentless_delete=1, detail=none, tokenize='unicode61', prefix='2 3');
                insert into task_search (rowid, words) select Seq, SearchText || ' đ' || Province from tasks;
                create trigger task_search_inserted after insert on tasks begin
                    insert into task_search (rowid, words) values (new.Seq, new.SearchText || ' đ' || new.Province);
                end;
                create trigger task_search_deleted after delete on tasks begin
                    delete from task_search where rowid = old.Seq;
                end;
                create trigger task_search_updated after update of SearchText, Province, Seq on tasks
                when old.SearchText is not new.SearchText or old.Province is not new.Province or old.Seq is not new.Seq begin
                    delete from task_search where rowid = old.Seq;
                    insert into task_search (rowid, words) values (new.Seq, new.SearchText || ' đ' || new.Province);
                end;
                """,
                stop),
            stop);
    }

    /// <summary>Tasks that hold a word beginning with each of the words.</summary>
    /// <param name="province">A province whose tasks are meant; null when the rest of the query narrows them down to one unit's anyway.</param>
    public static async Task<IQueryable<TaskRow>> FindAsync(TasksDb db, IReadOnlyList<string> words, string? province, CancellationToken stop)
    {
        if (words.Count == 0 || province is null)
            return Holding(db.Tasks.AsNoTracking(), words);
        if (db.Database.IsSqlite())
        {
            var match = string.Join(" AND ", words.Select(w => $"\"{w}\"*").Prepend($"đ{province}"));
            var hits = await db.Database.SqlQuery<int>(
                $"select count(*) as Value from (select 1 from task_search where task_search match {match} limit {Rare + 1})").SingleAsync(stop);
            // The cross join is SQLite's way of being told where to begin.
            return hits > Rare ? Holding(db.Tasks.AsNoTracking(), words) : db.Tasks.FromSql(
                $"""select t.* from task_search cross join tasks t on t."Seq" = task_search.rowid where task_search match {match}""").AsNoTracking();
        }
        var query = string.Join(" & ", words.Select(w => $"{w}:*"));
        var found = await db.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from (select 1 from tasks where to_tsvector('simple', "SearchText") @@ to_tsquery('simple', {query}) and "Province" = {province} limit {Rare + 1}) hits
            """).SingleAsync(stop);
        return found > Rare ? Holding(db.Tasks.AsNoTracking(), words) : db.Tasks.FromSql(
            $"""
            with hits as materialized (select * from tasks where to_tsvector('simple', "SearchText") @@ to_tsquery('simple', {query})) select * from hits
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
