using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClickHouse.Driver.Compression;
using Platform.Fixtures;

namespace Platform.EmbeddedEngineTests;

public sealed class HttpTests(EmbeddedClickHouseFixture fixture) : IClassFixture<EmbeddedClickHouseFixture>
{
    private readonly HttpClient _client = new() { BaseAddress = fixture.Server.Address };

    [Fact]
    public async Task Ping_AnswersOk() => Assert.Equal("Ok.\n", await _client.GetStringAsync("/ping"));

    [Fact]
    public async Task Query_InAddressBodyOrBoth_IsAnswered()
    {
        Assert.Equal("1\n", await _client.GetStringAsync("/?query=SELECT%201"));
        Assert.Equal("2\n", await Post("/", "SELECT 2"));
        Assert.Equal("3\n", await Post("/?query=SELECT", "3"));
    }

    [Theory]
    [InlineData("/?default_format=JSONCompact", "SELECT 1 AS a", "JSONCompact", "application/json")]
    [InlineData("/?default_format=JSONCompact", "SELECT 1 AS a FORMAT CSV", "CSV", "text/csv")]
    [InlineData("/", "SELECT 1 AS a", "TabSeparated", "text/tab-separated-values")]
    public async Task Format_IsTheStatementsOwn_ElseTheRequests(string address, string query, string format, string contentType)
    {
        using var response = await _client.PostAsync(address, new StringContent(query));

        Assert.Equal(format, response.Headers.GetValues("X-ClickHouse-Format").Single());
        Assert.Equal(contentType, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("UTC", response.Headers.GetValues("X-ClickHouse-Timezone").Single());
        Assert.True(Guid.TryParse(response.Headers.GetValues("X-ClickHouse-Query-Id").Single(), out _));
    }

    [Fact]
    public async Task Parameters_AreValuesAndNeverSql()
    {
        Assert.Equal("42\n", await _client.GetStringAsync("/?query=SELECT%20%7Bn:UInt32%7D%20%2B%202&param_n=40"));
        Assert.Equal("1); DROP TABLE x; --\n", await _client.GetStringAsync("/?query=SELECT%20%7Bs:String%7D&param_s=1);%20DROP%20TABLE%20x;%20--"));
    }

    [Theory]
    [InlineData("SELECT * FROM no_such_table", HttpStatusCode.NotFound, 60)]
    [InlineData("SELECT no_such_function(1)", HttpStatusCode.NotFound, 46)]
    [InlineData("INSERT INTO no_such_table FORMAT TSV\n1", HttpStatusCode.NotFound, 60)]
    [InlineData("SELECT FROM WHERE", HttpStatusCode.BadRequest, 62)]
    [InlineData("SELECT {missing:UInt8}", HttpStatusCode.BadRequest, 456)]
    [InlineData("SELECT throwIf(1)", HttpStatusCode.InternalServerError, 395)]
    public async Task Failure_HasTheServersCodeStatusAndText(string query, HttpStatusCode status, int code)
    {
        using var response = await _client.PostAsync("/", new StringContent(query));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code.ToString(System.Globalization.CultureInfo.InvariantCulture), response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
        Assert.StartsWith($"Code: {code}. DB::Exception: ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OnlyReads()
    {
        using var response = await _client.GetAsync("/?query=CREATE%20TABLE%20x%20(a%20Int8)%20ENGINE%3DMemory");

        Assert.Equal("164", response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public async Task CompressedBody_IsRead_AndTheAnswerGzippedOnRequest(string encoding)
    {
        var zipped = new MemoryStream();
        await using (var zip = Compress(encoding, zipped))
        {
            await zip.WriteAsync("SELECT repeat('x', 5000)"u8.ToArray());
        }

        var request = new HttpRequestMessage(HttpMethod.Post, "/?enable_http_compression=1") { Content = new ByteArrayContent(zipped.ToArray()) };
        request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await _client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var text = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(new string('x', 5000) + "\n", await text.ReadToEndAsync());
    }

    private static Stream Compress(string encoding, Stream into) => encoding switch
    {
        "gzip" => new GZipStream(into, CompressionMode.Compress, true),
        "deflate" => new ZLibStream(into, CompressionMode.Compress, true),
        "br" => new BrotliStream(into, CompressionMode.Compress, true),
        "zstd" => ZstdCompressor.Default.Compress(into, leaveOpen: true),
        _ => Lz4Compressor.Default.Compress(into, leaveOpen: true),
    };

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public async Task BodyThatIsNotWhatItSays_IsRefused(string encoding)
    {
        var content = new ByteArrayContent("SELECT 1"u8.ToArray());
        content.Headers.ContentEncoding.Add(encoding);

        using var response = await _client.PostAsync("/", content);

        Assert.Equal("354", response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
    }

    [Theory]
    [InlineData("", "INSERT INTO {0} FORMAT JSONEachRow {{\"id\":1,\"s\":\"a;\"}}\n{{\"id\":2,\"s\":\"b\"}}")]
    [InlineData("", "-- a comment\nINSERT INTO default.`{0}` (id, `s`) SETTINGS max_insert_threads=1 FORMAT CSV\n1,\"a;\"\n2,b\n")]
    [InlineData("", "INSERT INTO {0} VALUES (1, 'a;'), (2, 'b')")]
    [InlineData("INSERT INTO {0} FORMAT TabSeparated", "1\ta;\n2\tb\n")]
    [InlineData("", "INSERT INTO {0} SELECT number + 1, ['a;', 'b'][number + 1] FROM numbers(2)")]
    public async Task Insert_InAnyForm_IsWrittenAndCounted(string inAddress, string inBody)
    {
        var table = EmbeddedClickHouseFixture.NewName("insert_form");
        await Post("/", $"CREATE TABLE {table} (id UInt32, s String) ENGINE = MergeTree ORDER BY id");

        using var response = await _client.PostAsync(
            "/?query=" + Uri.EscapeDataString(inAddress.Replace("{0}", table, StringComparison.Ordinal)),
            new StringContent(inBody.Replace("{0}", table, StringComparison.Ordinal).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("1\ta;\n2\tb\n", await Post("/", $"SELECT * FROM {table} ORDER BY id"));
        using var summary = JsonDocument.Parse(response.Headers.GetValues("X-ClickHouse-Summary").Single());
        Assert.Equal("2", summary.RootElement.GetProperty("written_rows").GetString());
    }

    [Fact]
    public async Task Insert_WithRowsThatCannotBeRead_SaysWhere()
    {
        var table = EmbeddedClickHouseFixture.NewName("bad_rows");
        await Post("/", $"CREATE TABLE {table} (id UInt32) ENGINE = MergeTree ORDER BY id");

        using var response = await _client.PostAsync("/", new StringContent($"INSERT INTO {table} FORMAT CSV\n1\nnot a number\n"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("row 2", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingAndDatabase_HoldForTheirRequestOnly()
    {
        var database = EmbeddedClickHouseFixture.NewName("db");
        await Post("/", $"CREATE DATABASE {database}");

        Assert.Equal($"1\t{database}\n", await Post($"/?max_threads=1&database={database}", "SELECT getSetting('max_threads'), currentDatabase()"));
        await Post("/", "SET max_threads = 1");
        await Post("/", $"USE {database}");
        foreach (var _ in Enumerable.Range(0, 8))
        {
            var seen = await Post("/", "SELECT getSetting('max_threads') = 1, currentDatabase()");
            Assert.Equal("default", seen.Trim().Split('\t')[1]);
            Assert.Equal("0", seen.Trim().Split('\t')[0]);
        }

        using var unknown = await _client.PostAsync("/?no_such_setting=1", new StringContent("SELECT 1"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task ConcurrentQueries_AreAllAnsweredRightly()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Post($"/?param_n={i}", "SELECT {n:UInt32}, count() FROM numbers(10000)")));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}\t10000\n"), answers);
    }

    [Fact]
    public async Task BigAnswer_ArrivesWhole()
    {
        using var response = await _client.PostAsync("/?default_format=RowBinary", new StringContent("SELECT number FROM numbers(4000000)"));

        Assert.Equal(32_000_000, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task StrangersAndBrowsers_AreRefused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await Status(request => request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("someone:"u8))));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(request => request.Headers.Add("X-ClickHouse-Key", "guess")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(request => request.Headers.Add("Origin", "https://example.org")));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(request => request.Headers.Host = "example.org"));
        Assert.Equal(HttpStatusCode.OK, await Status(request => request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("default:"u8))));
    }

    private async Task<HttpStatusCode> Status(Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("SELECT 1") };
        change(request);
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<string> Post(string address, string query)
    {
        using var response = await _client.PostAsync(address, new StringContent(query, Encoding.UTF8));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
