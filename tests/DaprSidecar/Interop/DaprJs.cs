using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Platform.Tests.Sidecar;

/// <summary>Node with Dapr's JavaScript SDK, installed beside this file from its lock file when it is not there yet.</summary>
internal static class DaprJs
{
    private static readonly Lazy<string?> Missing = new(Install);

    /// <summary>Why the interop tests cannot run here, or null.</summary>
    public static string? WhyNot => Missing.Value;

    private static string Folder => Path.GetDirectoryName(SourceFile())!;

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("node", ["app.js", .. arguments])
    {
        WorkingDirectory = Folder,
        RedirectStandardOutput = true,
        RedirectStandardInput = true,
        RedirectStandardError = true,
    })!;

    private static string SourceFile([CallerFilePath] string path = "") => path;

    private static string? Install()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@dapr", "dapr")))
        {
            return null;
        }

        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund") { WorkingDirectory = Folder })!;
            if (!npm.WaitForExit(TimeSpan.FromMinutes(3)))
            {
                npm.Kill(entireProcessTree: true);
                return "npm ci did not end within three minutes";
            }

            return npm.ExitCode == 0 ? null : $"npm ci ended with {npm.ExitCode}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"npm is not available: {e.Message}";
        }
    }
}

/// <summary>A fact that says it was skipped where npm or node is missing.</summary>
public sealed class InteropFactAttribute : FactAttribute
{
    public InteropFactAttribute() => Skip = DaprJs.WhyNot;
}
