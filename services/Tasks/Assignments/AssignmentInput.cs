namespace Platform.Tasks.Assignments;

/// <summary>A task that the city gives to many communes at once.</summary>
/// <param name="Document">Number of the assigning document, e.g. 123/UBND-NV.</param>
/// <param name="DueOn">Due date; or else <paramref name="Every"/> with from and to.</param>
/// <param name="Every">week, month, quarter, halfYear, year: a due date for each cycle between from and to.</param>
/// <param name="DueDay">Day of the cycle's last month; its last day when absent.</param>
/// <param name="Units">Codes of the communes; absent: all under <paramref name="Under"/>.</param>
/// <param name="Under">A city or province; absent: the caller's unit.</param>
/// <param name="Block">phuong or xa, to narrow down the units under it.</param>
/// <param name="Office">Code of the office meant, the same in every commune, e.g. VHXH.</param>
/// <param name="NeedsConfirmation">Whether the city confirms that it is done; yes when absent.</param>
public sealed record AssignmentInput(
    string? Content, int? Area, IReadOnlyList<string>? Products, string? Document, DateOnly? DueOn, string? Every, DateOnly? From,
    DateOnly? To, int? DueDay,
    IReadOnlyList<string>? Units, string? Under, string? Block, string? Office, bool? NeedsConfirmation);

/// <summary>An assignment as the API shows it.</summary>
/// <param name="States">How many of its tasks are in each state.</param>
public sealed record AssignmentView(
    Guid Id, string Scope, string Content, string? Document, int Area, IReadOnlyList<string> Products, string DeadlineText,
    IReadOnlyList<DateOnly> DueDates,
    string? Recurrence, string? Office, bool NeedsConfirmation, int Units, string? CancelReason, int Reminders, string CreatedBy,
    DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, int> States);

/// <summary>What one commune made of an assignment.</summary>
public sealed record AssignedUnitView(
    Guid TaskId, string OrgUnit, string Name, string? Block, string State, int Percent, DateOnly? DueOn, DateOnly? CompletedOn,
    string Confirmation,
    bool ExtensionPending, int EvidenceCount);

public sealed record AssignmentDetail(AssignmentView Assignment, IReadOnlyList<AssignedUnitView> Units);

public sealed record AssignmentPage(int Total, int Page, int PageSize, IReadOnlyList<AssignmentView> Items);
