using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.CityReports;

/// <param name="AcceptedOnly">Only accepted reports; otherwise submitted ones too, and the report is marked provisional.</param>
/// <param name="DiscardEdits">Draft the edited sections anew as well.</param>
public sealed record ConsolidateInput(bool? AcceptedOnly, bool? DiscardEdits, long? Revision);

/// <param name="Narrative">Texts by section code; sections that are absent stay.</param>
public sealed record EditInput([property: RawValues(typeof(string))] IReadOnlyDictionary<string, JsonElement>? Narrative, long? Revision);

public sealed record ReturnInput(string? Message);

/// <param name="DocumentNumber">Number in the office's register, e.g. "125/BC-SNV".</param>
/// <param name="Revision">Revision that was looked at; a newer one is not issued unseen. Absent: the current one.</param>
public sealed record IssueInput(string? DocumentNumber, long? Revision);

public sealed record ReopenCityInput(string? Reason);
