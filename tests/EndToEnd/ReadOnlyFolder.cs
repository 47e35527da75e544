using System.Diagnostics;

namespace Platform.EndToEnd.Tests;

/// <summary>A folder that nobody writes to for a while: by its permissions, or, since those do not hold root, by a mount.</summary>
public sealed class ReadOnlyFolder : IDisposable
{
    private readonly string _path;
    private readonly bool _mounted;

    private ReadOnlyFolder(string path, bool mounted) => (_path, _mounted) = (path, mounted);

    public static ReadOnlyFolder Make(string path)
    {
        if (Environment.IsPrivilegedProcess)
        {
            if (!Run("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", path))
                throw new InvalidOperationException($"{path} could not be mounted over.");
            return new(path, mounted: true);
        }
        Run("chmod", "u=rx", path);
        return new(path, mounted: false);
    }

    /// <summary>Why there is none here; null when there is.</summary>
    public static string? Missing { get; } = Try();

    public void Dispose()
    {
        if (_mounted)
            Run("umount", _path);
        else
            Run("chmod", "u=rwx", _path);
    }

    private static string? Try()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        var folder = Directory.CreateTempSubdirectory("platform-mount-").FullName;
        var may = Run("mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", folder) && Run("umount", folder);
        Directory.Delete(folder);
        return may ? null : "Runs as root, whom permissions do not hold, and may not mount.";
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyFolderFactAttribute : FactAttribute
{
    public ReadOnlyFolderFactAttribute() => Skip = ReadOnlyFolder.Missing;
}
