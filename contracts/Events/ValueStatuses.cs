namespace Platform.Contracts.Events;

/// <summary>How sure a figure is, as it stands on the wire.</summary>
public static class ValueStatuses
{
    /// <summary>Accepted, or measured directly and final.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Reported and not accepted yet, or said to be provisional by who recorded it.</summary>
    public const string Provisional = "provisional";

    /// <summary>There is no figure.</summary>
    public const string Missing = "missing";
}
