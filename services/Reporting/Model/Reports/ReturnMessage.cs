namespace Platform.Reporting.Model.Reports;

/// <summary>Why a report goes back: a message, and a reason per line where one is meant.</summary>
/// <param name="Message">Required.</param>
/// <param name="Reasons">Item or section codes with what is wrong there.</param>
public sealed record ReturnMessage(string? Message, IReadOnlyList<LineReason?>? Reasons);

public sealed record LineReason(string Item, string Reason);
