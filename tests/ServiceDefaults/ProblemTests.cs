using System.Net;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>What every service answers to requests that reach no use case; shown on Identity.</summary>
public sealed class ProblemTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    public async Task InitializeAsync() => _platform = await TestPlatform.StartAsync([]);

    public Task DisposeAsync() => _platform.DisposeAsync().AsTask();

    [Theory]
    [InlineData("POST", "/api/identity/users", "{", "application/json", 400, "REQ-0001")]
    [InlineData("POST", "/api/identity/users", "", "application/json", 400, "REQ-0001")]
    [InlineData("POST", "/api/identity/users", "null", "application/json", 400, "REQ-0001")]
    [InlineData("POST", "/api/identity/users", "[1]", "application/json", 400, "REQ-0001")]
    [InlineData("POST", "/api/identity/users", """{"userName": {}}""", "application/json", 400, "REQ-0001")]
    [InlineData("POST", "/api/identity/users", "{}", "text/plain", 415, "REQ-0003")]
    [InlineData("POST", "/api/identity/token", "{}", "application/json", 415, "REQ-0003")]
    [InlineData("POST", "/api/identity/token", "x", "multipart/form-data", 415, "REQ-0003")]
    [InlineData("POST", "/api/identity/nothing", "{}", "application/json", 404, "REQ-0004")]
    [InlineData("PUT", "/api/identity/users", "{}", "application/json", 405, "REQ-0005")]
    public async Task Request_ThatCannotBeServed_AnswersAProblemWithACode(string method, string path, string body, string mediaType, int status, string code)
    {
        var problem = await _platform.Admin("Identity").SendRawAsync(new(method), path, body, mediaType).ProblemAsync();
        Assert.Equal((status, code), (problem.Status, problem.Code));
        Assert.NotNull(problem.Title);
        Assert.NotNull(problem.Detail);
    }

    [Fact]
    public async Task Form_WithTooManyFields_IsMalformedAndNoFailure()
    {
        var form = string.Join('&', Enumerable.Range(0, 3_000).Select(i => $"k{i}=1"));
        var problem = await _platform.Anonymous("Identity").SendRawAsync(HttpMethod.Post, "/api/identity/token", form, "application/x-www-form-urlencoded").ProblemAsync();
        Assert.Equal((400, "REQ-0001"), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Body_TooLarge_IsRefused()
    {
        var problem = await _platform.Admin("Identity").SendRawAsync(HttpMethod.Post, "/api/identity/users", $$"""{"userName": "{{new string('a', 1_200_000)}}"}""").ProblemAsync();
        Assert.Equal((413, "REQ-0002"), (problem.Status, problem.Code));
    }

    [Fact]
    public async Task Health_IsOpenToAll()
    {
        foreach (var path in (string[])["/health/live", "/health/ready"])
            Assert.Equal(HttpStatusCode.OK, (await _platform.Anonymous("Identity").GetAsync(path)).StatusCode);
    }
}
