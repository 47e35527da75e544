using System.Runtime.InteropServices;

namespace Platform.ServiceDefaults.Storage;

/// <summary>
/// What the platform stores is for the account it runs as alone: folders 0700, files 0600. On Windows the folder's own rights decide.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Own = OwnFile | UnixFileMode.UserExecute;
    private const uint NothingForOthers = 0b000_111_111;

    /// <summary>
    /// From here on every file this process makes is private, whoever makes it: SQLite's journals, the embedded engine's parts, the keys
    /// of data protection.
    /// </summary>
    public static void Enforce()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(NothingForOthers);
    }

    /// <summary>Makes the folder when there is none. One that is there keeps its rights: it may be somebody else's.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Own);
    }

    /// <summary>Writes a new file; private from its first byte.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        using var file = new FileStream(path, options);
        file.Write(content);
    }

    /// <summary>
    /// Takes from a file or folder what others may do with it. Links are left, and so are folders that all share (sticky) and what
    /// belongs to another account.
    /// </summary>
    public static void Tighten(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            // Of the link itself, where it is one; a file may go while the tree is walked.
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
                return;
            var mode = File.GetUnixFileMode(path);
            if ((mode & ~Own) != UnixFileMode.None && !mode.HasFlag(UnixFileMode.StickyBit))
                File.SetUnixFileMode(path, mode & Own);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or not ours to change.
        }
    }

    /// <summary>A folder that is the platform's own, and all that is in it.</summary>
    public static void TightenTree(string folder)
    {
        if (!Directory.Exists(folder) || new DirectoryInfo(folder).LinkTarget is not null)
            return;
        Tighten(folder);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        }))
            Tighten(path);
    }

    /// <summary>A SQLite database with what lies beside it.</summary>
    public static void TightenDatabase(string file)
    {
        foreach (var path in (string[])[file, $"{file}-wal", $"{file}-shm"])
            Tighten(path);
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint SetMask(uint mask);
}
