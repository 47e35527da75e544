using Platform.Contracts.Events;

namespace Platform.Reporting.Model.Reports;

/// <summary>What was decided about a report, to be written with its history in one transaction.</summary>
/// <param name="Action">Word of the history.</param>
/// <param name="Change">Alters the row.</param>
/// <param name="Message">Kept in the history.</param>
/// <param name="Announced">Whether the other services hear of it.</param>
/// <param name="Notice">Tells people, from the row as it is then.</param>
public sealed record ReportStep(
    string Action, Action<ReportRow> Change, string? Message = null, bool Announced = false, Func<ReportRow, NoticeRaisedV1>? Notice = null)
{
    /// <summary>All is as it was asked for already: nothing is written.</summary>
    public static readonly ReportStep None = new("", _ => { });
}
