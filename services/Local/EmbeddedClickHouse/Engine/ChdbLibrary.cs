using System.Reflection;
using System.Runtime.InteropServices;

namespace Platform.EmbeddedEngine;

/// <summary>Where libchdb.so, the ClickHouse engine as a library, is found and loaded from.</summary>
public static class ChdbLibrary
{
    /// <summary>Environment variable with the path of libchdb.so.</summary>
    public const string EnvironmentVariable = "PLATFORM_LIBCHDB";

    internal const string Name = "chdb";
    private const string PackagePath = "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";
    private const string ProjectPath = "services/Local/EmbeddedClickHouse";

    private static readonly Lock Gate = new();
    private static nint s_handle;

    /// <summary>The library by option, by <c>PLATFORM_LIBCHDB</c>, or in the node_modules of this or a parent folder; null if there is none.</summary>
    /// <param name="configured">Path from the options, if any.</param>
    public static string? Find(string? configured = null)
    {
        if ((configured ?? Environment.GetEnvironmentVariable(EnvironmentVariable)) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var place in new[] { PackagePath, $"{ProjectPath}/{PackagePath}" })
            {
                var path = Path.Combine(folder.FullName, place);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    /// <exception cref="EngineException">The library is not there.</exception>
    internal static void Load(string? configured)
    {
        lock (Gate)
        {
            if (s_handle != 0)
            {
                return;
            }

            var path = Find(configured) ?? throw new EngineException(
                $"The embedded ClickHouse needs libchdb.so: run 'npm ci' in {ProjectPath}, or set {EnvironmentVariable} to its path.");
            try
            {
                s_handle = NativeLibrary.Load(path);
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                throw new EngineException($"{path} cannot be loaded: run 'npm ci' in {ProjectPath} again. {error.Message}", error);
            }
            NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), static (name, _, _) => name == Name ? s_handle : 0);
            // Before the engine starts: .NET turns signals into NullReferenceException and the like, and must keep its handlers.
            ChdbApi.SetSignalHandlersEnabled(0);
        }
    }
}
