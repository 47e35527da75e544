using Platform.PlanDocuments;
using Platform.Plans.Model;
using Platform.Plans.Revise;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Import;

/// <summary>Turns what was read from a document into a draft plan of a unit.</summary>
public static class Draft
{
    private const string OtherUnit = "PLN-I-100";
    private const string NothingFound = "PLN-I-101";

    public static PlanRow Of(PlanDocument document, string text, string fileName, OrgUnitInfo unit, string by, DateTimeOffset now)
    {
        var findings = document.Findings.Select(f => new FindingView(f.Code, f.Severity, f.Message, f.Line, f.Field)).ToList();
        var id = Guid.NewGuid();
        if (document.IssuingUnit.Code is { } read && read != unit.Code)
        {
            var said = $"Văn bản ghi đơn vị ban hành là {document.IssuingUnit.Name} ({read})";
            findings.Add(new(OtherUnit, Severity.Warning, $"{said}, đang nhập cho {unit.FullName} ({unit.Code}).", null, "orgUnit"));
        }
        if (document.Tasks.Count == 0 && document.Targets.Count == 0)
        {
            findings.Add(new(
                NothingFound, Severity.Error, "Không nhận ra chỉ tiêu hay nhiệm vụ nào; có thể đây không phải văn bản kế hoạch.", null,
                null));
        }
        var content = new PlanContent(
            document.Decision,
            document.LegalBases,
            [.. document.Targets.Select(Target)],
            [.. document.Tasks.Select(t => Task(t, document.Period))],
            findings);
        return new()
        {
            Id = id,
            OrgUnit = unit.Code,
            State = PlanStates.Draft,
            Title = string.IsNullOrWhiteSpace(document.Title) ? Path.GetFileNameWithoutExtension(fileName) : document.Title,
            Period = document.Period?.Code,
            From = document.Period?.From,
            To = document.Period?.To,
            Content = content.WithIds(id).ToJson(),
            FileName = Path.GetFileName(fileName),
            SourceText = text,
            Version = 1,
            CreatedAt = now,
            CreatedBy = by,
        };
    }

    /// <summary>From the sheets of an export; null when they break a rule, and the text is read instead.</summary>
    public static PlanRow? Of(PlanInput sheets, string text, string fileName, OrgUnitInfo unit, string by, DateTimeOffset now)
    {
        var title = string.IsNullOrWhiteSpace(sheets.Title) ? Path.GetFileNameWithoutExtension(fileName) : sheets.Title;
        var read = DecideRevision.Of(PlanContent.Empty, null, sheets with { Title = title }, new HashSet<Guid>(), by, now);
        if (read.Failure is not null)
            return null;
        var content = read.Value.Content;
        return new()
        {
            Id = Guid.NewGuid(),
            OrgUnit = unit.Code,
            State = PlanStates.Draft,
            Title = read.Value.Title,
            Period = read.Value.Period,
            From = read.Value.From,
            To = read.Value.To,
            Content = AsRead(content).ToJson(),
            FileName = Path.GetFileName(fileName),
            SourceText = text,
            Version = 1,
            CreatedAt = now,
            CreatedBy = by,
        };
    }

    private static PlanContent AsRead(PlanContent content) => content with
    {
        Targets = [.. content.Targets.Select(t => t with { Edited = false })],
        Tasks = [.. content.Tasks.Select(t => t with { Edited = false })],
    };

    private static TargetView Target(PlanTarget t) =>
        new(t.Number, t.Text, t.Comparator, t.Value, t.Unit, t.Area, t.Measures, t.SourceLines) { Id = Guid.NewGuid() };

    private static TaskView Task(PlanTask t, PlanPeriod? period) => new(
        Guid.NewGuid(), t.Area, t.AreaTitle, t.Number, t.SubNumber, t.Content, t.LeadAgency, t.Coordinators, t.LeaderInCharge,
        Deadlines.Of(t.Deadline, period), t.Products, t.SourceLines, t.Confidence)
    {
        GroupTitle = t.GroupTitle,
    };
}
