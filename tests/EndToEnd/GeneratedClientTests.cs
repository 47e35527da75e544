using System.Diagnostics;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// A client made by a stock generator (openapi-typescript with openapi-fetch) from the committed documents, as a stranger would: it compiles
/// strictly, and sends a report.
/// </summary>
[Collection(SharedPlatformCollection.Name)]
public sealed class GeneratedClientTests(SharedPlatform shared) : IDisposable
{
    private const string Period = "2025-Q3";
    private const string Unit = "11503";

    private readonly string _folder = Directory.CreateTempSubdirectory("platform-client-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Client_OfAStockGenerator_Compiles_AndSubmitsAReport()
    {
        var modules = Path.Combine(PlatformProcess.Root, "gateway", "web", "node_modules");
        Assert.True(Directory.Exists(modules), "./test fetches what the pages need, the generator among it.");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "node_modules"), modules);
        await File.WriteAllTextAsync(Path.Combine(_folder, "package.json"), """{ "type": "module" }""");
        File.Copy(Path.Combine(PlatformProcess.Root, "tests", "EndToEnd", "GeneratedClient", "submit.ts"), Path.Combine(_folder, "submit.ts"));
        foreach (var service in (string[])["identity", "reporting"])
        {
            await NodeAsync(
                "node_modules/openapi-typescript/bin/cli.js", Path.Combine(PlatformProcess.Root, "contracts", "openapi", $"{service}.json"),
                "--output", $"{service}.d.ts");
        }
        await NodeAsync(
            "node_modules/typescript/bin/tsc", "--strict", "--module", "nodenext", "--target", "es2022", "--types", "node", "--skipLibCheck", "submit.ts");

        var receipt = await NodeAsync("submit.js", $"{shared.Platform.Address}".TrimEnd('/'), $"{Unit}-leader", PlatformProcess.Password, Period, Unit);

        var kept = (await shared.Platform.Anonymous.GetAsync($"/api/reports/receipts/{receipt.Trim()}/verify")).Ok();
        Assert.Equal((Unit, Period, true), (kept.GetProperty("orgUnit").GetString(), kept.GetProperty("period").GetString(), kept.GetProperty("intact").GetBoolean()));
    }

    /// <returns>What it wrote.</returns>
    private async Task<string> NodeAsync(params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (written, complaints) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, $"{arguments[0]} ended with {node.ExitCode}:\n{await written}{await complaints}");
        return await written;
    }
}
