using Platform.Contracts.Events;

namespace Platform.Tasks.Model;

/// <summary>What a decision leaves behind beside the altered rows.</summary>
/// <param name="Action">Word for the history.</param>
public sealed record TaskChange(string Action, string? Comment)
{
    /// <summary>A reported step of progress.</summary>
    public ProgressRow? Reported { get; init; }

    /// <summary>A new request for an extension.</summary>
    public ExtensionRow? Asked { get; init; }

    /// <summary>A new evidence file.</summary>
    public EvidenceRow? Shown { get; init; }

    /// <summary>New sub-tasks.</summary>
    public IReadOnlyList<TaskRow> NewChildren { get; init; } = [];

    /// <summary>What somebody should know at once.</summary>
    public IReadOnlyList<NoticeRaisedV1> Notices { get; init; } = [];
}
