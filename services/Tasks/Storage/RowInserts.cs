using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.Tasks.Storage;

/// <summary>
/// Many new rows at once. On SQLite one statement for each table, parsed once: thousands of rows through the change tracker cost
/// several times as much (adr/0006). On PostgreSQL the model's own way, which sends them in batches.
/// </summary>
public static class RowInserts
{
    /// <summary>Within the transaction that is open. Keys that the database counts up are left to it.</summary>
    public static async Task InsertAllAsync<T>(this TasksDb db, IReadOnlyCollection<T> rows, CancellationToken stop) where T : class
    {
        if (!db.Database.IsSqlite())
        {
            db.Set<T>().AddRange(rows);
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
            return;
        }
        if (rows.Count == 0)
            return;
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = entity.GetProperties()
            .Where(p => !(p.IsPrimaryKey() && p.ValueGenerated == ValueGenerated.OnAdd && p.ClrType == typeof(long))).ToList();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var names = string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""));
        var places = string.Join(", ", columns.Select((_, i) => $"$p{i}"));
        command.CommandText = $"insert into \"{entity.GetTableName()}\" ({names}) values ({places})";
        foreach (var i in Enumerable.Range(0, columns.Count))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{i}";
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var value = columns[i].PropertyInfo!.GetValue(row);
                command.Parameters[i].Value = (
                    value is null ? null : columns[i].GetTypeMapping().Converter?.ConvertToProvider(value) ?? value) ?? DBNull.Value;
            }
            command.ExecuteNonQuery();
        }
    }
}
