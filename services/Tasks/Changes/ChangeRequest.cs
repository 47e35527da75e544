using System.Text.Json;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Storage;

namespace Platform.Tasks.Changes;

/// <summary>What a request says beside its body: the idempotency key and the version that the caller has seen (<c>If-Match</c>).</summary>
/// <param name="Body">The body as JSON, to tell a repeated request from another one.</param>
public sealed record ChangeRequest(string? Key, Precondition Seen, string Body)
{
    public static ChangeRequest Of<T>(HttpRequest request, T body) => new(
        request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null,
        Precondition.Of(request.HttpContext),
        JsonSerializer.Serialize(body, PlatformHost.Json));

    public string HashFor(Guid id) => IdempotencyRecord.HashOf($"{id} {Body}");
}
