using Platform.Contracts.Periods;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Reports.Parts;

/// <summary>One part of a report as it stands.</summary>
/// <param name="Template">What the report was bound to when the part was asked for.</param>
/// <param name="Office">Who fills the part; null for the commune's own officer.</param>
/// <param name="Assembles">Whether the caller puts the parts together.</param>
/// <param name="Lease">Who edits the part or did so last.</param>
public sealed record PartAtHand(
    ReportAtHand Report, CompiledTemplate Template, TemplatePart Part, OfficeInfo? Office, bool Assembles, PartLeaseRow? Lease)
{
    public PartState State => PartState.Of(Report.Row).GetValueOrDefault(Part.Code) ?? PartState.New;

    public PartView View(PartLeaseRow? lease = null) =>
        PartView.Of(Template, Part, Report.Row, Report.Period, Office, lease, true, VietnamTime.DateOf(Report.Now));
}
