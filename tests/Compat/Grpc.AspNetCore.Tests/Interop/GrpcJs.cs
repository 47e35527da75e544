using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Platform.Tests.Grpc;

/// <summary>Node with @grpc/grpc-js, installed beside this file from its lock file when it is not there yet.</summary>
internal static class GrpcJs
{
    private static readonly Lazy<string?> Missing = new(Install);

    /// <summary>Why the interop tests cannot run here, or null.</summary>
    public static string? WhyNot => Missing.Value;

    private static string Folder => Path.GetDirectoryName(SourceFile())!;

    public static Process Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments.Append(Path.Combine(Folder, "..", "Protos")))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;

    private static string? Install()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@grpc", "proto-loader")))
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
    public InteropFactAttribute() => Skip = GrpcJs.WhyNot;
}
