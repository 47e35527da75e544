namespace Platform.Sidecar.Delivery;

/// <summary>How a delivery ended.</summary>
internal enum Outcome
{
    Done,
    Retry,
    Drop,

    /// <summary>The app has no such route: there is no use in trying again.</summary>
    NoRoute,

    /// <summary>The app was not reached at all; costs no attempt.</summary>
    Unreachable,
}

/// <summary>An outcome with the reason, for logs and dead letters.</summary>
internal sealed record Delivered(Outcome Outcome, string Reason);
