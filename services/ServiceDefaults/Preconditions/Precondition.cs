using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Preconditions;

/// <summary>
/// What the caller has seen of what is to be changed (If-Match, RFC 9110, 13.1.1): nothing said, <c>*</c>, or entity tags of which one
/// must be that of the current version. Tags are compared strongly, so that a weak one matches nothing.
/// </summary>
public sealed class Precondition
{
    /// <summary>Nothing is asked for.</summary>
    public static readonly Precondition None = new([]);

    private const string Any = "*";

    private readonly IReadOnlyList<string> _tags;
    private readonly long? _version;

    private Precondition(IReadOnlyList<string> tags, long? version = null) => (_tags, _version) = (tags, version);

    /// <summary>The caller has seen this version.</summary>
    public static Precondition Seen(long version) => new([TagOf(version)]);

    public static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Of the request at hand; <see cref="PreconditionsMapping.UsePreconditions"/> has refused what cannot be read.</summary>
    public static Precondition Of(HttpContext http) =>
        TryRead(http.Request.Headers.IfMatch, out var tags) && tags.Count > 0 ? new([.. tags.Select(t => t.ToString())]) : None;

    public static ValueTask<Precondition?> BindAsync(HttpContext http, ParameterInfo parameter) => new(Of(http));

    /// <summary>A version told in the body has to hold beside the header.</summary>
    public Precondition And(long? version) => version is null ? this : new(_tags, version);

    /// <summary>Whether the caller may go on, seen the current version; 0 for what is not there yet.</summary>
    public bool Holds(long version)
    {
        var tag = TagOf(version);
        // Answers to GET append a hash of their content: "3-9f2c…" is a representation of version 3.
        return (_version is null || _version == version)
            && (_tags.Count == 0 || _tags.Any(t => (t == Any && version > 0) || t == tag || t.StartsWith($"{tag[..^1]}-", StringComparison.Ordinal)));
    }

    /// <summary>For messages: the versions as they were sent.</summary>
    public override string ToString() => string.Join(", ", _tags.Select(t => t.Trim('"')).Concat(_version is { } told ? [$"{told}"] : []).Distinct());

    internal static bool TryRead(StringValues header, out IList<EntityTagHeaderValue> tags)
    {
        tags = [];
        if (header.Count == 0 || !EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var read))
            return header.Count == 0;
        tags = read;
        return read.Count == 1 || read.All(t => t.Tag != "*");
    }
}

/// <summary>Reads the conditions of every request in one place.</summary>
public static class PreconditionsMapping
{
    /// <summary>A condition that cannot be read is told, not ignored: whoever sends one does not want to write over what was not seen.</summary>
    public static void UsePreconditions(this WebApplication app) => app.Use((http, next) =>
        Precondition.TryRead(http.Request.Headers.IfMatch, out _) && Precondition.TryRead(http.Request.Headers.IfNoneMatch, out _)
            ? next(http)
            : Problems.WriteAsync(http, new(
                RequestErrors.BadPrecondition, "Không đọc được điều kiện If-Match hoặc If-None-Match; ví dụ đúng: \"3\", hoặc \"3\", \"4\", hoặc *.")));
}
