using Platform.Reporting.Errors;
using Platform.Reporting.Model.CityReports;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.CityReports;

/// <summary>The city's report as it stands at one instant, with what it is made from.</summary>
/// <param name="Row">Null before it was consolidated for the first time.</param>
public sealed record CityAtHand(CityInputs Inputs, CityReportRow? Row, Caller Caller, DateTimeOffset Now)
{
    public Result<CityReportRow> Made =>
        Row is { } row ? row : new Failure(ReportErrors.NothingToSubmit, "Chưa tổng hợp báo cáo của kỳ này.");
}

/// <summary>What was decided about the city's report, to be written with its history in one transaction.</summary>
/// <param name="Action">Word of the history.</param>
/// <param name="Change">Alters the row.</param>
/// <param name="Message">Kept in the history.</param>
/// <param name="Version">The issued version, from the row as it is then.</param>
public sealed record CityStep(
    string Action, Action<CityReportRow> Change, string? Message = null, Func<CityReportRow, CityReportVersionRow>? Version = null);
