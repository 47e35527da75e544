namespace NBomber.Contracts;

/// <summary>The outcome of a step or of a scenario's iteration.</summary>
public interface IResponse
{
    string StatusCode { get; }

    bool IsError { get; }

    long SizeBytes { get; }

    /// <summary>Replaces the measured latency when greater than 0.</summary>
    double CustomLatencyMs { get; }

    string Message { get; }
}

/// <summary>A response that may carry a payload (not mirrored: see README.md).</summary>
public sealed class Response<T> : IResponse
{
    internal Response(string? statusCode, bool isError, long sizeBytes, string? message, double customLatencyMs)
    {
        StatusCode = statusCode ?? "";
        IsError = isError;
        SizeBytes = sizeBytes;
        Message = message ?? "";
        CustomLatencyMs = customLatencyMs;
    }

    public string StatusCode { get; }

    public bool IsError { get; }

    public long SizeBytes { get; }

    public double CustomLatencyMs { get; }

    public string Message { get; }
}
