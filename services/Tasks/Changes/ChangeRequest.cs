using System.Text.Json;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Storage;

namespace Platform.Tasks.Changes;

/// <summary>What a request says beside its body: the idempotency key and the version that the caller has seen (<c>If-Match</c>).</summary>
/// <param name="Body">The body as JSON, to tell a repeated request from another one.</param>
public sealed record ChangeRequest(string? Key, long? SeenVersion, string Body)
{
    public static ChangeRequest Of<T>(HttpRequest request, T body) => new(
        request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null,
        long.TryParse(request.Headers.IfMatch.ToString().Trim('"'), System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : null,
        JsonSerializer.Serialize(body, PlatformHost.Json));

    public string HashFor(Guid id) => IdempotencyRecord.HashOf($"{id} {Body}");
}
