using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Appends <c>for update skip locked</c> to queries marked by <see cref="SkipLockedQueries.SkipLocked"/>; for PostgreSQL, SQLite has one writer anyway.</summary>
internal sealed class SkipLockedInterceptor : DbCommandInterceptor
{
    public const string Tag = "skip locked";
    public static readonly SkipLockedInterceptor Instance = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (command.CommandText.StartsWith($"-- {Tag}", StringComparison.Ordinal))
            command.CommandText += "\nfor update skip locked";
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(ReaderExecuting(command, eventData, result));
}

internal static class SkipLockedQueries
{
    /// <summary>Within a transaction on PostgreSQL: locks what is read, and passes over what another has locked.</summary>
    public static IQueryable<T> SkipLocked<T>(this IQueryable<T> rows) => rows.TagWith(SkipLockedInterceptor.Tag);
}
