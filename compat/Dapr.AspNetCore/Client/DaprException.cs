namespace Dapr;

/// <summary>The sidecar refused or could not be reached; the cause is the inner exception.</summary>
public class DaprException : Exception
{
    public DaprException(string message)
        : base(message)
    {
    }

    public DaprException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
