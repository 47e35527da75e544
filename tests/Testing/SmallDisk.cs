using System.Diagnostics;

namespace Platform.Testing;

/// <summary>A disk of a few megabytes that a test can fill, where this user may mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Why there is none here; null when there is one.</summary>
    public static string? Missing { get; } = Try();

    public static SmallDisk Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("platform-disk-").FullName;
        return Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0777", "tmpfs", path)
            ? new(path)
            : throw new InvalidOperationException($"A small disk could not be mounted at {path}.");
    }

    /// <summary>Takes the last byte.</summary>
    public void Fill()
    {
        // Unbuffered, so that what did not fit is not kept for later.
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 4096, 1])
        {
            var block = new byte[size];
            try
            {
                while (true)
                    file.Write(block);
            }
            catch (IOException)
            {
                // Full for blocks of this size.
            }
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        // Lazily: what is still open goes with its process.
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "Only root can mount a small disk to fill.";
        var folder = Directory.CreateTempSubdirectory("platform-disk-").FullName;
        var may = Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) && Run("umount", folder);
        Directory.Delete(folder);
        return may ? null : "Runs as root, but may not mount a small disk to fill.";
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
