using System.Net;
using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

/// <summary>Conditions of requests (RFC 9110, 13) hold for every operation of every service.</summary>
[Collection("World")]
public sealed class ConditionTests(World world)
{
    /// <summary>Whose scope holds every unit.</summary>
    private static readonly Who Admin = new(ServiceDefaults.Security.Roles.CityAdmin, "VN");

    public static TheoryData<string, string> Revalidated() => OpenApi.Theory(o => o.Statuses.Contains("304"));

    public static TheoryData<string, string> Changes() => OpenApi.Theory(o => !o.Operation.StartsWith("GET ", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Revalidated))]
    public async Task Get_WithTheTagOfWhatIsThere_AnswersNotModified(string service, string operation)
    {
        var call = await Calls.All[operation](world, Admin);
        using var first = await SendAsync(service, call);
        var tag = first.Headers.ETag?.ToString();
        Assert.True(first.StatusCode == HttpStatusCode.OK && tag is ['"', ..], $"{operation} answered {first.StatusCode} with ETag {tag}.");
        // As proxies send it that compress, among others, and when anything will do.
        foreach (var shown in (string[])[tag, $"W/{tag}", $"\"other\", {tag}", "*"])
        {
            using var again = await SendAsync(service, call, ("If-None-Match", shown));
            Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync()));
            Assert.Equal(tag, again.Headers.ETag?.ToString());
        }
        using var another = await SendAsync(service, call, ("If-None-Match", "\"other\""));
        Assert.Equal(await first.Content.ReadAsStringAsync() is { Length: > 0 }, another.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_WithAnUnreadableCondition_IsRefused_AndNothingIsWritten(string service, string operation)
    {
        var call = await Calls.All[operation](world, Admin);
        // The door comes first: what the administrator may not do (sign a report) stays refused.
        var before = await world.StoredAsync(service);
        foreach (var unreadable in (string[])["garbage", "\"1", "1", "\"1\" \"2\"", "*, \"1\""])
        {
            using var answer = await SendAsync(service, call, ("If-Match", unreadable));
            if (answer.StatusCode == HttpStatusCode.Forbidden)
                return;
            Assert.Equal((400, "REQ-0013"), await answer.ProblemAsync() is var problem ? (problem.Status, problem.Code) : default);
        }
        Assert.Equal(before, await world.StoredAsync(service));
    }

    private async Task<HttpResponseMessage> SendAsync(string service, Call call, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Content?.Invoke() };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await world.As(OpenApi.NameOf(service), Admin).SendAsync(request);
    }
}
