using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Platform.Gateway.Pages;

/// <summary>Which of the variants of a file a browser is to get (RFC 9110, 12.5.3).</summary>
public sealed record ContentCoding(string Name, string Suffix)
{
    /// <summary>As the build makes them (gateway/web/scripts/compress.ts), the smaller first.</summary>
    public static readonly IReadOnlyList<ContentCoding> All = [new("br", ".br"), new("gzip", ".gz")];

    /// <returns>Null for the file as it is: nothing else is accepted, or it is expressly liked better.</returns>
    public static ContentCoding? Choose(StringValues acceptEncoding, IEnumerable<ContentCoding> offered)
    {
        if (!StringWithQualityHeaderValue.TryParseList(acceptEncoding!, out var accepted))
            return null;
        var plain = Named("identity", accepted) ?? 0;
        return offered.Select(coding => (Coding: coding, Quality: Named(coding.Name, accepted) ?? Named("*", accepted) ?? 0))
            .Where(c => c.Quality > 0 && c.Quality >= plain)
            .OrderByDescending(c => c.Quality)
            .Select(c => c.Coding)
            .FirstOrDefault();
    }

    private static double? Named(string name, IList<StringWithQualityHeaderValue> accepted) =>
        accepted.FirstOrDefault(a => a.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } named ? named.Quality ?? 1 : null;
}
