using System.Net.Http.Json;
using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Architecture.Tests.Rights;

/// <summary>One request that succeeds for whoever is allowed to make it.</summary>
/// <param name="About">The unit it is about; null when it is about none.</param>
public sealed record Call(HttpMethod Method, string Path, string? About, Func<HttpContent?>? Content = null)
{
    /// <summary>How an operation refuses whose units stand in its body, when not by 403 or 404: by status and body.</summary>
    public Func<int, string, bool>? Refuses { get; init; }
}

/// <summary>Prepares a target and the request to it.</summary>
/// <param name="who">Who will make the request, seen from <see cref="World.Unit"/>: for what is the caller's own.</param>
public delegate Task<Call> Prepare(World world, Who who);

/// <summary>A request for every operation.</summary>
internal static partial class Calls
{
    public static IReadOnlyDictionary<string, Prepare> All { get; } =
        new[] { Identity, Indicators, Rollups, Plans, Tasks, Periods, Templates, Reports, Parts, CityReports }.SelectMany(c => c).ToDictionary();

    private static Call Get(string path, string? about = null) => new(HttpMethod.Get, path, about);

    private static Call Delete(string path, string? about = null) => new(HttpMethod.Delete, path, about);

    private static Call Post(string path, string? about, object? body = null) => new(HttpMethod.Post, path, about, Json(body));

    private static Call Put(string path, string? about, object body) => new(HttpMethod.Put, path, about, Json(body));

    private static Func<HttpContent?> Json(object? body) => () => JsonContent.Create(body ?? new { }, options: PlatformJson.Options);

    private static Func<HttpContent?> Form(byte[] file, string name, params (string Name, string Value)[] fields) => () =>
    {
        var form = new MultipartFormDataContent();
        foreach (var field in fields)
            form.Add(new StringContent(field.Value), field.Name);
        form.Add(new ByteArrayContent(file), "file", name);
        return form;
    };

    /// <summary>Where units stand in the body, one out of reach is one of the mistakes.</summary>
    private static bool TellsTheUnit(int status, string body) =>
        status == 422 && JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateArray()
            .Any(e => e.GetProperty("field").GetString()!.Contains("nit", StringComparison.Ordinal));

    private static Prepare At(Func<World, Call> call) => (world, _) => Task.FromResult(call(world));

    private static Prepare On(Func<World, Task<Call>> call) => (world, _) => call(world);

    private static async Task<JsonElement> ReadAsync(this Task<HttpResponseMessage> sending) => await Testing.Answers.ReadAsync<JsonElement>(sending);

    private static string Text(this JsonElement json, string property) => json.GetProperty(property).ToString();
}
