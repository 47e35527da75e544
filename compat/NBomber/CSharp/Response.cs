using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Makes responses.</summary>
public static class Response
{
    private static readonly Response<object> OkEmpty = new("", false, 0, "", 0);
    private static readonly Response<object> FailEmpty = new("", true, 0, "", 0);

    public static Response<object> Ok() => OkEmpty;

    public static Response<object> Fail() => FailEmpty;

    public static Response<object> Ok(string statusCode = "", long sizeBytes = 0, string message = "", double customLatencyMs = 0) =>
        new(statusCode, false, sizeBytes, message, customLatencyMs);

    public static Response<object> Fail(string statusCode = "", string message = "", long sizeBytes = 0, double customLatencyMs = 0) =>
        new(statusCode, true, sizeBytes, message, customLatencyMs);
}
