using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>
/// Reads a reform plan from the text of its document: plain text, Markdown, what pdftotext or an OCR left of a page. Steps:
/// (1) lines without markup, (2) annex: delimited tables, else tables set with spaces, else loose lines, (3) head, (4) unit and period, (5)
/// targets, (6) tasks.
/// Pure: the same text and units give the same document. Bad input gives findings, never an exception.
/// </summary>
public static partial class PlanDocumentReader
{
    /// <summary>Captions that are looked at, and how much of each.</summary>
    private const int MostCaptions = 50;
    private const int LongestCaption = 1_000;

    public static PlanDocument Read(string text, IReadOnlyList<KnownUnit> units)
    {
        var lostDiacritics = VietnameseText.HasLostDiacritics(VietnameseText.Compose(text));
        var lines = SourceLines.Read(text, lostDiacritics);
        var usualGap = UsualGap(lines);
        var annex = DelimitedAnnex.Read(lines);
        if (annex == Annex.None) annex = DelimitedAnnex.Read(LayoutTables.ToTabs(lines));
        if (annex == Annex.None) annex = LooseAnnex.Read(lines, usualGap);

        var body = lines.TakeWhile(l => annex.FirstLine is null || l.Number < annex.FirstLine).ToList();
        var paragraphs = Paragraphs.Read(body, usualGap);
        var head = new HeadReader(body, usualGap, lostDiacritics);
        string[] captions = [
            .. paragraphs.Where(p => Caption().IsMatch(p.Folded)).Take(MostCaptions)
            .Select(p => p.Text.Length <= LongestCaption ? p.Text : p.Text[..LongestCaption])];
        var decision = head.Read(captions);
        var findings = new List<Finding>(head.Findings);
        if (lostDiacritics)
        {
            findings.Insert(
                0,
                new Finding(
                    "PLN-I-003", Severity.Warning,
                    "Văn bản đã mất dấu tiếng Việt (bản quét); nội dung giữ nguyên như đọc được, cần người dùng sửa.", null, null));
        }

        var unit = FindUnit(body, head, captions, units, lostDiacritics, findings);
        var period = FindPeriod(head, captions, findings);
        var (targets, targetFindings) = TargetReader.Read(paragraphs);
        var (tasks, taskFindings) = TaskBuilder.Build(annex, period);
        findings.AddRange(targetFindings);
        findings.AddRange(annex.Findings);
        if (tasks.Count == 0) findings.Add(NoTasks(paragraphs));
        else if (annex.Items.OfType<AnnexRow>().Any(r => r.IsRebuilt))
        {
            findings.Add(
                new Finding(
                    "PLN-I-039", Severity.Warning, "Các ô của phụ lục bị vỡ thành nhiều dòng và được ghép lại; cần kiểm tra từng dòng.",
                    annex.FirstLine, "tasks"));
        }
        findings.AddRange(taskFindings);
        return new PlanDocument(head.Title, decision, unit, head.LegalBases(paragraphs), period, targets, tasks, findings);
    }

    private static IssuingUnit FindUnit(
        List<SourceLine> body, HeadReader head, string[] captions, IReadOnlyList<KnownUnit> units, bool lostDiacritics,
        List<Finding> findings)
    {
        // The city stands in the letterhead of a plan of the city only, but in the legal bases of every plan.
        string[] places = [.. Letterhead(body), head.Title, head.DecisionSubject, .. captions];
        var unit = new UnitMatcher(units, lostDiacritics).Match(places);
        if (unit.Candidates.Count > 0)
        {
            var names = string.Join(", ", unit.Candidates.Select(c => $"{c.FullName} ({c.Code})"));
            findings.Add(
                new Finding("PLN-I-005", Severity.Error, $"Tên đơn vị “{unit.Name}” khớp nhiều đơn vị: {names}.", null, "issuingUnit"));
        }
        else if (unit.Code is null)
        {
            findings.Add(
                new Finding(
                    "PLN-I-004", Severity.Error,
                    unit.Name is null ? "Không tìm thấy đơn vị ban hành." : $"Đơn vị “{unit.Name}” không có trong danh mục.", null,
                    "issuingUnit"));
        }
        return unit;
    }

    private static IEnumerable<string> Letterhead(List<SourceLine> body)
    {
        for (var i = 0; i < Math.Min(body.Count, 60); i++)
        {
            var line = body[i];
            if (!VietnameseText.IsMostlyUpper(line.Text) || line.Text.Length > 100) continue;
            if (UnitLine().IsMatch(VietnameseText.Skeleton(line.Text)) || Committee().IsMatch(VietnameseText.Skeleton(line.Text)))
                yield return line.Text;
        }
    }

    private static PlanPeriod? FindPeriod(HeadReader head, string[] captions, List<Finding> findings)
    {
        if (PeriodReader.Read(head.Title) is { } period) return period;
        foreach (var text in captions.Prepend(head.DecisionSubject))
        {
            if (PeriodReader.Read(text) is not { } other) continue;
            findings.Add(
                new Finding(
                    "PLN-I-007", Severity.Warning, $"Kỳ của kế hoạch không có trong tên; lấy từ “{text}”.", head.TitleLine, "period"));
            return other;
        }
        findings.Add(new Finding("PLN-I-006", Severity.Warning, "Không xác định được kỳ của kế hoạch.", head.TitleLine, "period"));
        return null;
    }

    private static Finding NoTasks(List<Paragraph> paragraphs)
    {
        var announced = paragraphs.FirstOrDefault(p => Announced().IsMatch(p.Folded));
        return announced is null
            ? new Finding("PLN-I-030", Severity.Warning, "Không có phụ lục danh mục nhiệm vụ.", null, "tasks")
            : new Finding(
                "PLN-I-031", Severity.Warning, "Kế hoạch nói có danh mục nhiệm vụ kèm theo nhưng văn bản không chứa bảng nào đọc được.",
                announced.FromLine, "tasks");
    }

    /// <summary>Empty lines between two lines of one paragraph: 0, or 1 in a text with double spacing.</summary>
    private static int UsualGap(List<SourceLine> lines)
    {
        var flowing = lines.Skip(1)
            .Where(
                (l, i) => VietnameseText.StartsLower(l.Text) && Paragraphs.ReadMarker(l.Text).Marker == Marker.None
                    && lines[i].Text[^1..] is not ("." or ";" or ":")).ToList();
        return flowing.Count > 0 && flowing.Count(l => l.BlankBefore > 0) * 2 > flowing.Count ? 1 : 0;
    }

    [GeneratedRegex(@"^\(?\s*(?:k\wm theo|ban hanh kem theo)")]
    private static partial Regex Caption();

    [GeneratedRegex(@"^(?:xa|phuong|dac khu|thi tran|thanh pho)\s")]
    private static partial Regex UnitLine();

    [GeneratedRegex(@"(?:uy ban nhan dan|ubnd)\s+(?:xa|phuong|dac khu|thi tran|thanh pho)\s")]
    private static partial Regex Committee();

    [GeneratedRegex(@"^\(?\s*danh m\wc nhi\w{1,2}m v\w\b.*(?:kem theo|phu luc)|phu luc k\wm theo")]
    private static partial Regex Announced();
}
