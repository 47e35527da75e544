using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Platform.Local.Demo;
using Platform.ServiceDefaults.Storage;

namespace Platform.Local;

/// <summary>The folder of the data: taken for this process alone, and looked through before anything is opened in it.</summary>
public static class DataFolder
{
    private const int SqliteHeader = 100;
    private const string LockFile = "platform.lock";

    /// <summary>Holds the folder until it is disposed of.</summary>
    public static FileStream Take(string folder)
    {
        if (File.Exists(folder))
            throw new LocalPlatformException(StartFailure.NoFolder(folder));
        Tighten(folder);
        var held = Hold(folder);
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.db"))
                CheckDatabase(file);
            // An engine keeps its tables under store/ and links to them; it refuses folders where its links were.
            var linked = new DirectoryInfo(Path.Combine(folder, "clickhouse", "metadata", "default"));
            if (linked is { Exists: true, LinkTarget: null })
                throw new LocalPlatformException(StartFailure.LinksFollowed(Path.Combine(folder, "clickhouse")));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Data of before there were rights to it. What else may lie in the folder is not ours.</summary>
    private static void Tighten(string folder)
    {
        if (!File.Exists(Path.Combine(folder, LockFile)))
            return;
        PrivateFiles.Tighten(folder);
        PrivateFiles.Tighten(Path.Combine(folder, LockFile));
        PrivateFiles.Tighten(DemoLoader.MarkerIn(folder));
        foreach (var database in Directory.EnumerateFiles(folder, "*.db"))
            PrivateFiles.TightenDatabase(database);
        foreach (var part in (string[])["keys", "evidence", "exports", "clickhouse"])
            PrivateFiles.TightenTree(Path.Combine(folder, part));
    }

    private static FileStream Hold(string folder)
    {
        try
        {
            PrivateFiles.CreateFolder(folder);
        }
        catch (IOException error) when (StartFailure.Of(error, new(0, folder, false, null, null)) is null)
        {
            throw new LocalPlatformException(StartFailure.ReadOnly(folder));
        }
        try
        {
            var held = new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // A folder that can only be read may have a lock file from before.
            File.SetLastWriteTimeUtc(held.SafeFileHandle, DateTime.UnixEpoch);
            return held;
        }
        catch (IOException error) when (error is not DirectoryNotFoundException && StartFailure.Of(error, new(0, folder, false, null, null)) is null)
        {
            throw new LocalPlatformException(StartFailure.InUse(folder));
        }
    }

    /// <summary>
    /// Whether a database is all there: a cut-off one opens, and fails when somebody needs the missing part. Compares what its header
    /// says with its length, once the log beside it has been written into it; reads one page, however long it is.
    /// </summary>
    private static void CheckDatabase(string file)
    {
        try
        {
            using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "pragma wal_checkpoint(truncate)";
                command.ExecuteNonQuery();
            }
            using var content = File.OpenRead(file);
            var header = new byte[SqliteHeader];
            if (content.ReadAtLeast(header, SqliteHeader, throwOnEndOfStream: false) == SqliteHeader)
            {
                // Page size 1 stands for 65,536.
                var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)) is var told && told == 1 ? 65_536 : told;
                if (content.Length >= pageSize * (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(28)))
                    return;
            }
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            // Told below.
        }
        throw new LocalPlatformException(StartFailure.Damaged(file));
    }
}
