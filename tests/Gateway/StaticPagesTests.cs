using System.Net;
using System.Text;
using Microsoft.Extensions.Primitives;
using Platform.Gateway.Pages;
using Platform.Testing;

namespace Platform.Gateway.Tests;

/// <summary>How the built pages leave: compressed as the build made them, cached by their names, and the same to HEAD as to GET.</summary>
public sealed class StaticPagesTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private TestPlatform _platform = null!;

    public async Task InitializeAsync()
    {
        await WriteAsync("index.html", "<style nonce=\"__CSP_NONCE__\"></style>");
        await WriteAsync("favicon.svg", "<svg/>");
        await WriteAsync("assets/app-1.js", "plain script");
        await WriteAsync("assets/app-1.js.br", "brotli");
        await WriteAsync("assets/app-1.js.gz", "gzipped");
        await WriteAsync("assets/font-1.woff2", "font");
        _platform = await TestPlatform.StartAsync(["Gateway"], settings: new() { ["Gateway:WebRoot"] = _folder.Path });
    }

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0.5, gzip;q=0.8", "gzip")]
    [InlineData("br;q=0.5, gzip;q=0.5", "br")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("gzip;q=0.001", "gzip")]
    [InlineData("identity, br;q=0.5", null)]
    [InlineData("identity;q=0, gzip;q=0.1", "gzip")]
    [InlineData("*;q=0", null)]
    [InlineData("zstd", null)]
    [InlineData("", null)]
    [InlineData("br;q=high", null)]
    public void Coding_FollowsWhatTheBrowserLikes(string accept, string? expected) =>
        Assert.Equal(expected, ContentCoding.Choose(new StringValues(accept), ContentCoding.All)?.Name);

    [Theory]
    [InlineData("br", "br", "brotli")]
    [InlineData("gzip", "gzip", "gzipped")]
    [InlineData("identity", null, "plain script")]
    [InlineData(null, null, "plain script")]
    public async Task Script_IsServedAsTheBuildCompressedIt_ToGetAndHead(string? accept, string? coding, string content)
    {
        using var get = await SendAsync(HttpMethod.Get, "/assets/app-1.js", accept);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(coding, get.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(content, await get.Content.ReadAsStringAsync());
        Assert.Equal("text/javascript", get.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Accept-Encoding", Assert.Single(get.Headers.Vary));
        Assert.Equal("public, max-age=31536000, immutable", get.Headers.CacheControl?.ToString());
        Assert.NotNull(get.Headers.ETag);

        using var head = await SendAsync(HttpMethod.Head, "/assets/app-1.js", accept);
        Assert.Equal(Told(get), Told(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());

        using var known = await SendAsync(HttpMethod.Get, "/assets/app-1.js", accept, get.Headers.ETag.ToString());
        Assert.Equal((HttpStatusCode.NotModified, get.Headers.ETag), (known.StatusCode, known.Headers.ETag));
    }

    [Fact]
    public async Task EveryVariant_HasATagOfItsOwn()
    {
        var tags = new HashSet<string?>();
        foreach (var accept in new[] { "br", "gzip", "identity" })
            tags.Add((await SendAsync(HttpMethod.Get, "/assets/app-1.js", accept)).Headers.ETag?.Tag);
        Assert.Equal(3, tags.Count);
    }

    [Fact]
    public async Task FileWithoutVariants_GoesOutAsItIs()
    {
        using var font = await SendAsync(HttpMethod.Get, "/assets/font-1.woff2", "br");
        Assert.Equal("font", await font.Content.ReadAsStringAsync());
        Assert.Empty(font.Content.Headers.ContentEncoding);
        Assert.Empty(font.Headers.Vary);
        using var icon = await SendAsync(HttpMethod.Get, "/favicon.svg", "br");
        Assert.Equal("public, max-age=3600", icon.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/assets/app-1.js.br")]
    [InlineData("/assets/app-1.js.gz")]
    [InlineData("/assets/app-2.js")]
    public async Task Address_OfAVariantOrOfNoFile_IsNotFound(string path) =>
        Assert.Equal("REQ-0004", (await _platform.Anonymous("Gateway").GetAsync(path).ProblemAsync()).Code);

    [Theory]
    [InlineData("/")]
    [InlineData("/don-vi/11593")]
    [InlineData("/bien-nhan/2025-Q3.11593.1.9fc5c4e3")]
    public async Task Page_HasANonceOfItsOwn_IsAskedForAgain_AndAnswersHeadLikeGet(string path)
    {
        using var one = await SendAsync(HttpMethod.Get, path, "br");
        using var two = await SendAsync(HttpMethod.Get, path, "br");
        var (first, second) = (await one.Content.ReadAsStringAsync(), await two.Content.ReadAsStringAsync());
        Assert.NotEqual(first, second);
        Assert.Contains(first.Split('"')[1], Assert.Single(one.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-cache", one.Headers.CacheControl?.ToString());
        Assert.Null(one.Headers.ETag);

        using var head = await SendAsync(HttpMethod.Head, path, "br");
        Assert.Equal(Told(one), Told(head));
        Assert.Equal(Encoding.UTF8.GetByteCount(first), head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Address_OfAnApi_IsNeverAPage()
    {
        Assert.Equal("REQ-0004", (await _platform.Anonymous("Gateway").GetAsync("/api/nothing").ProblemAsync()).Code);
        Assert.Equal("REQ-0004", (await _platform.Anonymous("Gateway").PostAsync("/reports/2025-Q3").ProblemAsync()).Code);
    }

    private static (HttpStatusCode, string?, long?, string, string?, string?) Told(HttpResponseMessage answer) => (
        answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentLength,
        string.Join(',', answer.Content.Headers.ContentEncoding), answer.Headers.CacheControl?.ToString(), answer.Headers.ETag?.Tag);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? accept, string? known = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await _platform.Anonymous("Gateway").SendAsync(request);
    }

    private async Task WriteAsync(string name, string content)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content);
    }
}
