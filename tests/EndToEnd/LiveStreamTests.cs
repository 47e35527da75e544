using System.Text.Json;

namespace Platform.EndToEnd.Tests;

[Collection(SharedPlatformCollection.Name)]
public sealed class LiveStreamTests(SharedPlatform shared)
{
    [Fact]
    public async Task Stream_PushesTheCityPicture_AfterASubmission()
    {
        const string unit = "10537";
        using var admin = await shared.Platform.SignInAsync("city-admin");
        using var leader = await shared.Platform.SignInAsync($"{unit}-leader");
        var figures = new Figures((await admin.GetAsync("/api/reports/2025-Q3/template")).Ok());
        (await leader.PutAsync($"/api/reports/2025-Q3/{unit}", figures.Report(unit))).Ok();

        using var within = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(await admin.StreamAsync("/api/rollups/31/stream?period=2025-Q3", within.Token));
        Assert.Equal("none", StateOf(await NextAsync(reader, within.Token), unit));
        (await leader.PostAsync($"/api/reports/2025-Q3/{unit}/submit")).Ok();
        while (StateOf(await NextAsync(reader, within.Token), unit) != "submitted")
        {
            // Other tests move the picture too.
        }
    }

    private static string StateOf(JsonElement picture, string unit) => picture.GetProperty("children").EnumerateArray()
        .Single(c => c.GetProperty("orgUnit").GetString() == unit).GetProperty("state").GetString()!;

    private static async Task<JsonElement> NextAsync(StreamReader reader, CancellationToken stop)
    {
        while (true)
        {
            var line = await reader.ReadLineAsync(stop) ?? throw new EndOfStreamException("The stream ended.");
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]);
        }
    }
}
