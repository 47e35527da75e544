namespace Platform.Tasks.Model;

/// <summary>Where a task comes from, as it stands on the wire.</summary>
public static class TaskOrigins
{
    /// <summary>A row of an issued plan.</summary>
    public const string Plan = "plan";

    /// <summary>Assigned by the city (or the nation) to many units at once.</summary>
    public const string Assignment = "assignment";

    /// <summary>Made by the unit itself.</summary>
    public const string AdHoc = "adHoc";
}

/// <summary>How far the confirmation by who assigned a task has come, as it stands on the wire.</summary>
public static class Confirmations
{
    public const string None = "none";

    /// <summary>Reported done, not confirmed yet.</summary>
    public const string Pending = "pending";
    public const string Confirmed = "confirmed";

    /// <summary>Sent back; nothing reported done since.</summary>
    public const string Rejected = "rejected";
}

/// <summary>Kinds of deadlines that the rules tell apart (see TaskDeadlineV1).</summary>
public static class DeadlineKinds
{
    public const string None = "none";
    public const string ByDate = "byDate";
    public const string Recurring = "recurring";

    /// <summary>Thường xuyên: all the time while the plan runs.</summary>
    public const string Continuous = "continuous";
    public const string OnInstruction = "onInstruction";
}

/// <summary>What became of a request for an extension, as it stands on the wire.</summary>
public static class ExtensionStates
{
    public const string Pending = "pending";
    public const string Granted = "granted";
    public const string Refused = "refused";
}
