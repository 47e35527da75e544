using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.ServiceDefaults.Preconditions;

/// <summary>What a request says beside whom it is about: the version that the caller has seen, the key, and what is asked for.</summary>
/// <param name="Body">The body as JSON, to tell a repeated request from another one; empty without a key, when nobody asks for it.</param>
public sealed record ChangeRequest(Precondition Seen, IdempotencyKey Key, string Body)
{
    public static ChangeRequest Of<T>(Precondition seen, IdempotencyKey key, T body) =>
        new(seen, key, key.Value is null ? "" : JsonSerializer.Serialize(body, PlatformJson.Options));

    /// <summary>As it is remembered with the key: the same about another one is another request.</summary>
    public string About(Guid id) => $"{id} {Body}";
}
