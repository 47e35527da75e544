using Platform.ServiceDefaults.Errors;

namespace Platform.Identity.Keys;

/// <summary>
/// The address by which those outside know the platform: <c>Platform:PublicUrl</c>, or what the gateway was called by
/// (<c>X-Forwarded-Host</c>, <c>X-Forwarded-Proto</c>), or, asked directly, Identity's own.
/// </summary>
public static class PublicAddress
{
    /// <summary>The configured address without a slash at its end; null when there is none.</summary>
    public static string? Configured(IConfiguration configuration)
    {
        if (configuration["Platform:PublicUrl"] is not { Length: > 0 } told)
            return null;
        return Uri.TryCreate(told, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery is "/" && url.UserInfo is "" && url.Fragment is ""
            ? url.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException($"Platform:PublicUrl is '{told}'; it must be an address such as https://cchc.haiphong.gov.vn, without a path.");
    }

    public static Result<string> Of(HttpRequest request, string? configured)
    {
        if (configured is not null)
            return configured;
        var (host, scheme) = (request.Headers["X-Forwarded-Host"].ToString(), request.Headers["X-Forwarded-Proto"].ToString());
        if (host.Length == 0)
            return $"{request.Scheme}://{request.Host}";
        if (scheme.Length == 0)
            scheme = request.Scheme;
        return scheme is "http" or "https" && IsHost(host) ? $"{scheme}://{host}" : Problems.ByStatus(400)!;
    }

    // A name or an address, perhaps with a port, and nothing that would make another address of it.
    private static bool IsHost(string text)
    {
        var host = new HostString(text);
        return Uri.CheckHostName(host.Host) != UriHostNameType.Unknown
            && text == (host.Port is { } port ? $"{host.Host}:{port}" : host.Host)
            && host.Port is null or (> 0 and < 65536);
    }
}
