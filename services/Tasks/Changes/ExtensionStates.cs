namespace Platform.Tasks.Changes;

/// <summary>What became of a request for an extension, as it stands on the wire.</summary>
public static class ExtensionStates
{
    public const string Pending = "pending";
    public const string Granted = "granted";
    public const string Refused = "refused";
}
