using System.Net;
using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

/// <summary>Conditions of requests (RFC 9110, 13) hold for every operation of every service.</summary>
[Collection("World")]
public sealed class ConditionTests(World world)
{
    /// <summary>Whose scope holds every unit.</summary>
    private static readonly Who Admin = new(ServiceDefaults.Security.Roles.CityAdmin, "VN");

    /// <summary>What a city assigned is the city's to see.</summary>
    private static readonly Who Assigner = new(ServiceDefaults.Security.Roles.CityAdmin, World.City);

    public static TheoryData<string, string> Revalidated() => OpenApi.Theory(o => o.Statuses.Contains("304"));

    public static TheoryData<string, string> Changes() => OpenApi.Theory(o => !o.Operation.StartsWith("GET ", StringComparison.Ordinal));

    public static TheoryData<string, string> Conditional() => OpenApi.Theory(o => o.Headers.Contains("If-Match"));

    public static TheoryData<string, string> Repeatable() => OpenApi.Theory(o => o.Headers.Contains("Idempotency-Key"));

    [Theory]
    [MemberData(nameof(Revalidated))]
    public async Task Get_WithTheTagOfWhatIsThere_AnswersNotModified(string service, string operation)
    {
        var call = await Calls.All[operation](world, Admin);
        var who = operation == "GET /api/tasks/assignments/{id}" ? Assigner : Admin;
        using var first = await SendAsync(service, call, who);
        var tag = first.Headers.ETag?.ToString();
        Assert.True(first.StatusCode == HttpStatusCode.OK && tag is ['"', ..], $"{operation} answered {first.StatusCode} with ETag {tag}.");
        // As proxies send it that compress, among others, and when anything will do.
        foreach (var shown in (string[])[tag, $"W/{tag}", $"\"other\", {tag}", "*"])
        {
            using var again = await SendAsync(service, call, who, ("If-None-Match", shown));
            Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync()));
            Assert.Equal(tag, again.Headers.ETag?.ToString());
        }
        using var another = await SendAsync(service, call, who, ("If-None-Match", "\"other\""));
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
            using var answer = await SendAsync(service, call, Admin, ("If-Match", unreadable));
            if (answer.StatusCode == HttpStatusCode.Forbidden)
                return;
            Assert.Equal((400, "REQ-0013"), await answer.ProblemAsync() is var problem ? (problem.Status, problem.Code) : default);
        }
        Assert.Equal(before, await world.StoredAsync(service));
    }

    /// <summary>Who says what was seen does not write over something else, whatever the operation changes.</summary>
    [Theory]
    [MemberData(nameof(Conditional))]
    public async Task Change_OfAnotherVersionThanWasSeen_IsRefused_AndNothingIsWritten(string service, string operation)
    {
        var call = await Calls.All[operation](world, Admin);
        var before = await world.StoredAsync(service);
        using var answer = await SendAsync(service, call, Admin, ("If-Match", "\"987654321\""));
        Assert.True(
            answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Forbidden or HttpStatusCode.NotFound,
            $"{operation} answered {answer.StatusCode} to a version that never was: {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(before, await world.StoredAsync(service));
    }

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task Change_SentTwiceUnderOneKey_IsWrittenOnce_AndAnsweredAlike(string service, string operation)
    {
        var call = await Calls.All[operation](world, Admin);
        var key = ("Idempotency-Key", $"twice-{operation}");
        using var first = await SendAsync(service, call, Admin, key);
        if (!first.IsSuccessStatusCode)
            return;
        var before = await world.StoredAsync(service);
        using var again = await SendAsync(service, call, Admin, key);
        Assert.Equal(
            (first.StatusCode, await first.Content.ReadAsStringAsync()), (again.StatusCode, await again.Content.ReadAsStringAsync()));
        Assert.Equal(before, await world.StoredAsync(service));
    }

    public static TheoryData<string, string> ConditionalAndRepeatable() =>
        OpenApi.Theory(o => o.Headers.Contains("If-Match") && o.Headers.Contains("Idempotency-Key"));

    /// <summary>A repetition is not held to a version that the first time has changed.</summary>
    [Theory]
    [MemberData(nameof(ConditionalAndRepeatable))]
    public async Task Change_RepeatedUnderItsKey_IsNotHeldToTheVersion(string service, string operation)
    {
        var call = await Calls.All[operation](world, Admin);
        var key = ("Idempotency-Key", $"version-{operation}");
        using var first = await SendAsync(service, call, Admin, key);
        if (!first.IsSuccessStatusCode)
            return;
        using var again = await SendAsync(service, call, Admin, key, ("If-Match", "\"987654321\""));
        Assert.True(again.StatusCode == first.StatusCode, $"{operation} answered {first.StatusCode}, then {await again.Content.ReadAsStringAsync()}");
    }

    private async Task<HttpResponseMessage> SendAsync(string service, Call call, Who who, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Content?.Invoke() };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await world.As(OpenApi.NameOf(service), who).SendAsync(request);
    }
}
