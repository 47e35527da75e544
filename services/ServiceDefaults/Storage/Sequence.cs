using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Platform.ServiceDefaults.Storage;

/// <summary>
/// Numbers for new rows that no two rows share; they grow, with gaps. On PostgreSQL a sequence, so that writers side by side never meet
/// on the same number. On SQLite one writer runs at a time (<see cref="Database.WriteAsync"/>) and counts on from the last row.
/// </summary>
public sealed record Sequence(string Name, string Table, string Column)
{
    private string Quoted => $"\"{Name}\"";

    private string HighestInUse => $"select coalesce(max(\"{Column}\"), 0) as \"Value\" from \"{Table}\"";

    /// <summary>For use inside a write.</summary>
    public async Task<IReadOnlyList<long>> TakeAsync(PlatformDb db, int count, CancellationToken stop)
    {
        if (count == 0)
            return [];
        if (!db.Database.IsSqlite())
            return await db.Database.SqlQuery<long>($"select nextval({Quoted}::regclass) as \"Value\" from generate_series(1, {count})").ToListAsync(stop);
        var last = await db.Database.SqlQueryRaw<long>(HighestInUse).SingleAsync(stop);
        return [.. Enumerable.Range(1, count).Select(i => last + i)];
    }

    /// <summary>In the model of a database, so that both ways to make its schema agree.</summary>
    public void AddTo(ModelBuilder model, PlatformDb db)
    {
        if (!db.Database.IsSqlite())
            model.HasSequence<long>(Name);
    }

    /// <summary>In a migration; it goes on after the rows that are there.</summary>
    public void Create(MigrationBuilder migration)
    {
        if (!migration.IsNpgsql())
            return;
        migration.CreateSequence<long>(Name);
        migration.Sql($"select setval('{Quoted}', (select \"Value\" + 1 from ({HighestInUse}) as used), false)");
    }
}
