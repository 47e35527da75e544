using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.EmbeddedEngine;
using Platform.ServiceDefaults.Errors;
using SQLitePCL;

namespace Platform.Local;

/// <summary>What keeps the platform from starting, for the person who starts it: in Vietnamese, then in English. The one place of such words.</summary>
/// <param name="ExitCode">2 when the command line is wrong, else 1.</param>
public sealed record StartFailure(string Vietnamese, string English, int ExitCode = StartFailure.CannotStart)
{
    public const int CannotStart = 1;
    public const int Usage = 2;

    // errno of Linux, as .NET gives it: not permitted, permission denied, read-only file system.
    private static readonly int[] NotWritable = [1, 13, 30];

    public override string ToString() => $"{Vietnamese}\n{English}";

    public static StartFailure Port(int port) => new(
        $"Cổng {port} đang có chương trình khác dùng; chọn cổng khác bằng --port.", $"Port {port} is in use; choose another with --port.");

    public static StartFailure InUse(string folder) => new(
        $"Thư mục {folder} đang được một tiến trình khác của hệ thống dùng; hãy dừng tiến trình đó hoặc chọn thư mục khác bằng --data.",
        $"{folder} is used by another running platform; stop it or choose another with --data.");

    public static StartFailure NoFolder(string path) => new(
        $"--data {path} là một tệp, không phải thư mục.", $"--data {path} is a file, not a folder.", Usage);

    public static StartFailure ReadOnly(string folder) => new(
        $"Không ghi được vào thư mục dữ liệu {folder}: thư mục hoặc ổ đĩa chỉ cho đọc, hoặc thiếu quyền.",
        $"The data folder {folder} cannot be written to: it or its disk is read-only, or permissions are missing.");

    public static StartFailure Damaged(string file) => new(
        $"Cơ sở dữ liệu {file} bị hỏng hoặc bị cắt cụt; hãy khôi phục tệp này từ bản sao lưu (cả thư mục dữ liệu, khi hệ thống đã dừng).",
        $"The database {file} is damaged or cut off; restore it from a backup (the whole data folder, taken while the platform was stopped).");

    public static StartFailure LinksFollowed(string folder) => new(
        $"Thư mục {folder} được sao chép mà không giữ liên kết (symlink). Hãy sao chép lại bằng “cp -a”, hoặc xóa thư mục này: chuỗi số liệu sẽ được dựng lại khi khởi động.",
        $"{folder} was copied with its symbolic links followed. Copy it again with 'cp -a', or delete it: the series is rebuilt at the next start.");

    public static StartFailure Demo(string why) => new($"Không nạp được dữ liệu mẫu: {why}.", $"The demo could not be loaded: {why}.");

    /// <summary>Null for a bug, whose trace is wanted.</summary>
    public static StartFailure? Of(Exception error, LocalOptions options) =>
        Causes.Of(error).Select(cause => One(cause, options.DataDirectory)).FirstOrDefault(f => f is not null);

    private static StartFailure? One(Exception cause, string data) => cause switch
    {
        LocalPlatformException known => known.Failure,
        _ when StorageFaults.Of(cause) == StorageFault.Full => new($"Ổ đĩa của {data} đã đầy.", $"The disk of {data} is full."),
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => Damaged(Path.Combine(data, "*.db")),
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN } or UnauthorizedAccessException => ReadOnly(data),
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => new(
            "Một cổng vừa bị chương trình khác chiếm; hãy khởi động lại.", "Another program has just taken a port; start again."),
        NpgsqlException postgres => new($"PostgreSQL không trả lời hoặc từ chối: {postgres.Message}", $"PostgreSQL does not answer, or refuses: {postgres.Message}"),
        OptionsValidationException options => new($"Cấu hình sai: {options.Message}", $"The settings are wrong: {options.Message}"),
        EngineException engine => new($"ClickHouse nhúng không mở được: {engine.Message}", engine.Message),
        ChdbException engine => new(
            $"ClickHouse nhúng không mở được dữ liệu trong {data}/clickhouse: {engine.Message}. Xóa thư mục này thì chuỗi số liệu được dựng lại khi khởi động.",
            $"The embedded ClickHouse cannot open {data}/clickhouse. Delete that folder, and the series is rebuilt at the next start."),
        IOException file when NotWritable.Contains(file.HResult) => ReadOnly(data),
        _ => null,
    };
}

/// <summary>Something that the person who starts the platform can put right.</summary>
public sealed class LocalPlatformException(StartFailure failure) : Exception(failure.English)
{
    public StartFailure Failure { get; } = failure;
}
