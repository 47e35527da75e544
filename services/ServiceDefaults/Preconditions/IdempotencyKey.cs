using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;

namespace Platform.ServiceDefaults.Preconditions;

/// <summary>The caller's <c>Idempotency-Key</c>: the same request again writes nothing, and is answered with what came of it, as it stands now. Bound by endpoints as a parameter.</summary>
/// <param name="User">Keys of two users are two.</param>
/// <param name="Value">Null when none was sent.</param>
public sealed record IdempotencyKey(string User, string? Value)
{
    public static IdempotencyKey Of(HttpContext http) => new(
        Caller.From(http.User).UserName, http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : null);

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext http, ParameterInfo parameter) => new(Of(http));

    /// <summary>Runs <paramref name="write"/> once per key and use case, for use inside a transaction; key and write are stored together.</summary>
    /// <param name="useCase">Short word: the same key for two use cases is two keys.</param>
    /// <param name="request">What was asked for; the same key with another request is refused.</param>
    /// <param name="write">Writes; a failure leaves the key unused.</param>
    /// <param name="answer">What to remember of the outcome.</param>
    /// <param name="again">The outcome from what was remembered.</param>
    public async Task<Result<T>> OnceAsync<T>(
        PlatformDb db, string useCase, string request, DateTimeOffset now,
        Func<Task<Result<T>>> write, Func<T, string> answer, Func<string, Task<Result<T>>> again, CancellationToken stop)
    {
        if (Value is null)
            return await write();
        var (key, hash) = ($"{User}/{useCase}/{Value}", IdempotencyRecord.HashOf(request));
        if (await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.Key == key, stop) is { } before)
        {
            return before.RequestHash == hash
                ? await again(before.Response)
                : new Failure(RequestErrors.KeyReused, "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.");
        }
        var result = await write();
        if (result.Failure is not null)
            return result;
        db.IdempotencyRecords.Add(new() { Key = key, RequestHash = hash, Response = answer(result.Value), CreatedAt = now });
        await db.SaveChangesAsync(stop);
        return result;
    }
}
