using System.Net;
using System.Text.Json;

namespace Platform.Architecture.Tests.Rights;

/// <summary>
/// Every operation of the OpenAPI documents, with a whole body, by every role from the own unit, another commune of the city, the city,
/// the nation, another province and one of its communes, and without a token: allowed is who contracts/rights.md allows, and succeeds;
/// whoever is refused changes nothing.
/// </summary>
[Collection("World")]
public sealed class RightsTests(World world)
{
    private static readonly RightsDocument Document = RightsDocument.Read();

    public static TheoryData<string, string> Operations() => OpenApi.Theory(_ => true);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_IsDoneByWhomTheDocumentAllows_AndByNobodyElse(string service, string operation)
    {
        Assert.True(Document.Operations.TryGetValue(operation, out var right), $"{operation} stands in no table of {RightsDocument.File}.");
        Assert.True(Calls.All.TryGetValue(operation, out var prepare), $"{operation} has no call in tests/Architecture/Rights: nobody tries who may.");
        var name = OpenApi.NameOf(service);
        var admin = new Who(ServiceDefaults.Security.Roles.CityAdmin, World.City);
        var wrong = new List<string>();

        var call = await prepare(world, admin);
        var refused = Everybody(call).Where(w => !Document.Allows(right, w, call.About, world.ParentOf)).ToList();
        var before = await world.StoredAsync(service);
        foreach (var who in refused)
        {
            var (status, body) = await SendAsync(name, who, call);
            var expected = who.Role == RightsDocument.NoToken ? status == 401 : status is 403 or 404 || (call.Refuses?.Invoke(status, body) ?? false);
            if (!expected)
                wrong.Add($"{who} should be refused, got {status} {Short(body)}");
        }
        if (await world.StoredAsync(service) is var after && after != before)
            wrong.Add($"A refused call changed something:\n{before}\n->\n{after}");

        // What the first did to it must not stand in the next one's way: each has a target of its own.
        foreach (var position in Everybody(call).Select((w, i) => (Who: w, Index: i)).Where(x => Document.Allows(right, x.Who, call.About, world.ParentOf)).ToList())
        {
            var own = await prepare(world, position.Who);
            var who = Everybody(own).ElementAt(position.Index);
            var (status, body) = await SendAsync(name, who, own);
            if (status is not (>= 200 and < 300) || (call.Refuses?.Invoke(status, body) ?? false))
                wrong.Add($"{who} should be allowed, got {status} {Short(body)}");
        }
        Assert.True(wrong.Count == 0, $"{operation} ({right}):\n{string.Join('\n', wrong)}");
    }

    private IEnumerable<Who> Everybody(Call call) => Callers.Of(world, call.About ?? world.Unit).Append(new(RightsDocument.NoToken, ""));

    private async Task<(int Status, string Body)> SendAsync(string service, Who who, Call call)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Content?.Invoke() };
        using var answer = await world.As(service, who).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // A stream of events has no end.
        var stream = answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return ((int)answer.StatusCode, stream ? "" : await answer.Content.ReadAsStringAsync());
    }

    private static string Short(string body) => body.Length > 300 ? body[..300] : body;
}
