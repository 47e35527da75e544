using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Platform.Identity.Keys;
using Platform.Identity.Storage;
using Platform.Testing;

namespace Platform.Identity.Tests;

/// <summary>The signing keys over HTTP, across weeks and instances.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync(["Tasks"], "2025-01-01T08:00:00+07:00");

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    private string Token() => _platform.Token("city-admin", TestPlatform.City, "city-admin");

    private static string KeyIdOf(string token) => new JsonWebToken(token).Kid;

    private async Task<List<string>> PublishedAsync()
    {
        var set = await _platform.Anonymous("Identity").GetAsync("/.well-known/jwks.json").ReadAsync<JsonElement>();
        return [.. set.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];
    }

    private async Task<HttpStatusCode> TasksAnswersAsync(string token)
    {
        var client = _platform.Anonymous("Tasks");
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (await client.GetAsync("/api/tasks?orgUnit=11593")).StatusCode;
    }

    private Task<List<SigningKeyRow>> RowsAsync() => _platform.DbAsync<IdentityDb, List<SigningKeyRow>>("Identity", db => db.SigningKeys.AsNoTracking().OrderBy(k => k.Generation).ToListAsync());

    [Fact]
    public async Task Key_IsPublishedBeforeItSigns_AndStaysUntilItsTokensHaveRunOut()
    {
        var first = KeyIdOf(Token());
        Assert.Equal([first], await PublishedAsync());

        await _platform.RestartAsync("2025-03-31T09:00:00+07:00");
        var both = await PublishedAsync();
        Assert.Equal((2, first, first), (both.Count, both[0], KeyIdOf(Token())));

        await _platform.RestartAsync("2025-04-01T09:30:00+07:00");
        var token = Token();
        Assert.Equal(both[1], KeyIdOf(token));
        Assert.Equal(both, await PublishedAsync());
        Assert.Equal(HttpStatusCode.OK, await TasksAnswersAsync(token));

        await _platform.RestartAsync("2025-04-01T10:30:00+07:00");
        Assert.Equal([both[1]], await PublishedAsync());
        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Instances_ThatRotateAtOnce_MakeOneKeyAndPublishTheSame()
    {
        await using var second = await _platform.SecondIdentityAsync();
        var instances = (KeyRotation[])[_platform.Get<KeyRotation>("Identity"), second.Services.GetRequiredService<KeyRotation>()];
        await _platform.DbAsync<IdentityDb, int>("Identity", db => db.SigningKeys.ExecuteDeleteAsync());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => instances[i % 2].RotateAsync(default))));
        Assert.Equal([1], (await RowsAsync()).Select(r => r.Generation));
        await Task.WhenAll(instances.Select(i => i.RotateAsync(default)));
        using var client = new HttpClient { BaseAddress = new(second.Urls.First()) };
        Assert.Equal((await RowsAsync()).Select(r => r.KeyId), await PublishedAsync());
        Assert.Equal(await _platform.Anonymous("Identity").GetStringAsync("/.well-known/jwks.json"), await client.GetStringAsync("/.well-known/jwks.json"));
    }

    [Fact]
    public async Task Services_FetchTheKeysAgain_AtOneTheyDoNotKnow()
    {
        Assert.Equal(HttpStatusCode.OK, await TasksAnswersAsync(Token()));
        await _platform.DbAsync<IdentityDb, int>("Identity", db => db.SigningKeys.ExecuteDeleteAsync());
        await _platform.Get<KeyRotation>("Identity").RotateAsync(default);
        // Not a later try: the very call that shows it.
        Assert.Equal(HttpStatusCode.OK, await TasksAnswersAsync(Token()));
    }

    [Fact]
    public async Task PrivateKeys_AreSealed_AlsoThoseOfBefore_AndOpenWithTheirOwnKeyAlone()
    {
        var row = Assert.Single(await RowsAsync());
        Assert.DoesNotContain("PRIVATE KEY", row.PrivateKey, StringComparison.Ordinal);
        await _platform.StopAsync("Tasks");

        using var plain = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = plain.ExportPkcs8PrivateKeyPem();
        await _platform.DbAsync<IdentityDb, int>("Identity", db => db.SigningKeys.ExecuteUpdateAsync(s => s.SetProperty(k => k.PrivateKey, pem)));
        await _platform.Get<KeyRotation>("Identity").RotateAsync(default);
        row = Assert.Single(await RowsAsync());
        Assert.DoesNotContain("PRIVATE KEY", row.PrivateKey, StringComparison.Ordinal);
        Assert.Equal(pem, _platform.Get<KeySeal>("Identity").Open(row.KeyId, row.PrivateKey));
        Assert.Throws<InvalidOperationException>(() => _platform.Get<KeySeal>("Identity").Open("another", row.PrivateKey));

        await _platform.StopAsync("Identity");
        await File.WriteAllBytesAsync(Path.Combine(_platform.Folder, "keys", "identity.key"), new byte[KeySeal.KeyBytes]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _platform.StartAsync("Identity"));
        Assert.Contains("identity.key", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Keys:RotateEveryDays", "0")]
    [InlineData("Keys:PublishAheadHours", "1")]
    [InlineData("Keys:EncryptionKey", "c2hvcnQ=")]
    [InlineData("Platform:PublicUrl", "cchc.example")]
    [InlineData("Platform:PublicUrl", "https://cchc.example/path")]
    public async Task Settings_ThatCannotBe_AreRefusedAtTheStart(string setting, string value)
    {
        using var folder = new TempFolder();
        var error = await Record.ExceptionAsync(async () =>
        {
            await using var identity = IdentityService.Create([$"--Storage:Directory={folder.Path}", "--Logging:LogLevel:Default=None", $"--{setting}={value}"]);
            await identity.PrepareAsync();
        });
        Assert.Contains(setting, error?.Message, StringComparison.Ordinal);
    }
}
