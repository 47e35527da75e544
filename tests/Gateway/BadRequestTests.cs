using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.Gateway.Tests;

/// <summary>
/// Every operation of contracts/openapi, through the door and without it, with bodies that nobody can read: the sender is told so, with a
/// code, and the log stays as short as it was.
/// </summary>
public sealed partial class BadRequestTests(BadRequestTests.Everything everything) : IClassFixture<BadRequestTests.Everything>
{
    /// <param name="MediaType">Of the body it takes; JSON where it takes none.</param>
    public sealed record Operation(string Service, HttpMethod Method, string Path, string MediaType);

    /// <summary>All services with their logs on, written to a string.</summary>
    public sealed class Everything : IAsyncLifetime
    {
        private readonly TextWriter _console = Console.Out;

        public TestPlatform Platform { get; private set; } = null!;

        public StringWriter Log { get; } = new();

        public async Task InitializeAsync()
        {
            // Loggers take the console as they find it when they are made.
            Console.SetOut(TextWriter.Synchronized(Log));
            Platform = await TestPlatform.StartAsync(
                ["Tasks", "Plans", "Indicators", "Reporting", "Rollups", "Gateway"],
                settings: new()
                {
                    ["Logging:LogLevel:Default"] = "Warning",
                    // There is no ClickHouse here, which the health check says.
                    ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
                    ["Reporting:FirstYear"] = "2025",
                    ["Reporting:LastYear"] = "2026",
                });
            Console.SetOut(_console);
        }

        public Task DisposeAsync() => Platform.DisposeAsync().AsTask();
    }

    private static readonly List<Operation> Operations =
    [
        .. from file in Directory.EnumerateFiles(RepositoryRoot.Combine("contracts", "openapi"), "*.json")
           let document = JsonDocument.Parse(File.ReadAllText(file)).RootElement
           from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           let method = HttpMethod.Parse(operation.Name)
           where method != HttpMethod.Get && method != HttpMethod.Head
           select new Operation(ServiceOf(file), method, Filled(path.Name), MediaTypeOf(operation.Value)),
    ];

    public static TheoryData<bool> Doors => [true, false];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Body_InACharsetThatNobodyReads_Is415(bool throughGateway)
    {
        Assert.True(Operations.Count > 70, $"Only {Operations.Count} operations were found.");
        using var client = Client();
        foreach (var operation in Operations)
        {
            foreach (var charset in (string[])["utf-7", "\"UTF-7\"", "x-nobody"])
            {
                using var request = new HttpRequestMessage(operation.Method, new Uri(AddressOf(operation, throughGateway), operation.Path))
                {
                    Content = new ByteArrayContent("{}"u8.ToArray()),
                };
                request.Content.Headers.TryAddWithoutValidation("Content-Type", $"{operation.MediaType}; charset={charset}");
                using var answer = await client.SendAsync(request);
                var problem = await answer.ProblemAsync();
                Assert.True(
                    (problem.Status, problem.Code) == (415, "REQ-0003"), $"{operation.Method} {operation.Path} with {charset} answered {problem.Status} {problem.Code}");
            }
        }
        AssertQuiet();
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Body_InACharsetInQuotes_IsReadLikeOneWithout(bool throughGateway)
    {
        using var client = Client();
        // A rebuild reads no body and begins, for which there is no ClickHouse here.
        foreach (var operation in Operations.Where(o => o.MediaType.EndsWith("json", StringComparison.Ordinal) && o.Path != "/api/indicators/rebuild"))
        {
            using var request = new HttpRequestMessage(operation.Method, new Uri(AddressOf(operation, throughGateway), operation.Path))
            {
                Content = new ByteArrayContent("[1"u8.ToArray()),
            };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", $"{operation.MediaType}; charset=\"utf-8\"");
            using var answer = await client.SendAsync(request);
            // Where there is nothing to read it is done.
            Assert.True((int)answer.StatusCode < 500, $"{operation.Method} {operation.Path} answered {answer.StatusCode}");
        }
        AssertQuiet();
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Form_WithAPartInACharsetThatNobodyReads_IsTheSendersMistake(bool throughGateway)
    {
        using var client = Client();
        var forms = Operations.Where(o => o.MediaType.StartsWith("multipart/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(forms);
        foreach (var operation in forms)
        {
            using var part = new ByteArrayContent("11593"u8.ToArray());
            part.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=utf-7");
            using var form = new MultipartFormDataContent { { part, "orgUnit" }, { new ByteArrayContent("a"u8.ToArray()), "file", "a.txt" } };
            using var answer = await client.PostAsync(new Uri(AddressOf(operation, throughGateway), operation.Path), form);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{operation.Method} {operation.Path} answered {answer.StatusCode}");
        }
        AssertQuiet();
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Body_InBrokenChunks_IsTheSendersMistake(bool throughGateway)
    {
        var token = everything.Platform.Token("city-admin", TestPlatform.City, Roles.CityAdmin);
        // A rebuild reads no body and begins, for which there is no ClickHouse here.
        foreach (var operation in Operations.Where(o => o.Path != "/api/indicators/rebuild"))
        {
            foreach (var body in (string[])["ZZ\r\n{}\r\n0\r\n\r\n", "2\r\n{}XX0\r\n\r\n", "FFFFFFFFFFFFFFFFFF\r\n{}\r\n"])
            {
                var answer = await RawAsync(
                    AddressOf(operation, throughGateway),
                    $"{operation.Method} {operation.Path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: {operation.MediaType}\r\n"
                    + $"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{body}");
                var status = int.Parse(StatusLine().Match(answer).Groups[1].Value);
                Assert.True(status < 500, $"{operation.Method} {operation.Path} with the chunks {Regex.Escape(body)} answered {answer}");
            }
        }
        AssertQuiet();
    }

    [Fact]
    public async Task Request_ThatIsMalformed_WritesNothingToTheLog_AndForgesNoEntry()
    {
        using var client = Client();
        foreach (var i in Enumerable.Range(0, 300))
        {
            foreach (var door in (bool[])[true, false])
            {
                using var broken = await client.SendRawAsync(
                    HttpMethod.Post, $"{AddressOf(Operations[i % Operations.Count], door)}api/identity/users?x=%0d%0aforged%0d%0a{i}", "{\"userName\": ");
                using var lost = await client.GetAsync($"{AddressOf(Operations[i % Operations.Count], door)}api/%0d%0afail: Forged[0]%0d%0a/{i}");
                Assert.True((int)broken.StatusCode < 500 && (int)lost.StatusCode < 500);
            }
        }
        AssertQuiet();
    }

    private void AssertQuiet()
    {
        var log = everything.Log.ToString();
        Assert.False(
            log.Contains("   at ", StringComparison.Ordinal) || Forged().IsMatch(log) || log.Length > 20_000,
            $"The log has {log.Length} characters: {log[..Math.Min(log.Length, 2_000)]}");
    }

    private HttpClient Client()
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", everything.Platform.Token("city-admin", TestPlatform.City, Roles.CityAdmin));
        return client;
    }

    private Uri AddressOf(Operation operation, bool throughGateway) => everything.Platform.Address(throughGateway ? "Gateway" : operation.Service);

    private static async Task<string> RawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static string ServiceOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Filled(string path) => Parameter().Replace(path, match => match.Groups[1].Value switch
    {
        "period" => "2025-Q3",
        "unit" => "11593",
        "year" => "2025",
        _ => "0198c0de-0000-7000-8000-000000000000",
    });

    private static string MediaTypeOf(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").EnumerateObject().First().Name is var type
            ? type == "multipart/form-data" ? $"{type}; boundary=x" : type
            : "application/json";

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\S*forged", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Forged();

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})")]
    private static partial Regex StatusLine();
}
