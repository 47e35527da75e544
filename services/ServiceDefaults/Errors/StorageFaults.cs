using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SQLitePCL;

namespace Platform.ServiceDefaults.Errors;

/// <summary>What a store can refuse for, as far as it matters to who asked.</summary>
public enum StorageFault
{
    /// <summary>Another writer was faster: run again and decide anew.</summary>
    LostRace,

    /// <summary>Text that the database cannot hold (NUL on PostgreSQL).</summary>
    Text,

    /// <summary>There is no room left: nothing was stored.</summary>
    Full,

    /// <summary>The database does not answer, or refuses for a moment: nothing was stored, trying again helps.</summary>
    Away,
}

/// <summary>The one place that tells faults of databases and disks apart.</summary>
public static class StorageFaults
{
    // errno of Linux, which .NET gives as HResult; the last is Windows' ERROR_DISK_FULL, which .NET uses when it allocates ahead.
    private const int FileTooLarge = 27;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int DiskFull = unchecked((int)0x80070070);

    /// <summary>Null when it is none of a store's.</summary>
    public static StorageFault? Of(Exception? error) => Causes.Of(error).Select(One).FirstOrDefault(f => f is not null);

    private static StorageFault? One(Exception cause) => cause switch
    {
        DbUpdateConcurrencyException => StorageFault.LostRace,
        PostgresException postgres => Of(postgres),
        NpgsqlException { IsTransient: true } => StorageFault.Away,
        SqliteException sqlite => Of(sqlite),
        IOException { HResult: NoSpace or QuotaExceeded or FileTooLarge or DiskFull } => StorageFault.Full,
        _ => null,
    };

    private static StorageFault? Of(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => StorageFault.LostRace,
        PostgresErrorCodes.CharacterNotInRepertoire => StorageFault.Text,
        PostgresErrorCodes.DiskFull => StorageFault.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.IoError => StorageFault.Away,
        _ => error.IsTransient ? StorageFault.Away : null,
    };

    private static StorageFault? Of(SqliteException error) => error switch
    {
        { SqliteErrorCode: raw.SQLITE_FULL } => StorageFault.Full,
        // SQLite says "full" for ENOSPC alone; a file at its limit or a shared-memory file that cannot grow comes as an input/output error.
        { SqliteExtendedErrorCode: raw.SQLITE_IOERR_WRITE or raw.SQLITE_IOERR_SHMSIZE or raw.SQLITE_IOERR_FSYNC } => StorageFault.Full,
        { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY } => StorageFault.LostRace,
        { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN } => StorageFault.Away,
        _ => null,
    };
}
