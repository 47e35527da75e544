using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>
/// Targets stand in a section of their own (chỉ tiêu: every item counts) or under "Mục tiêu" of each area
/// (only items with a figure count: the others are intentions, and are named in one finding).
/// </summary>
internal sealed partial class TargetReader
{
    private enum Section { Other, Targets, Objectives }

    private readonly List<PlanTarget> targets = [];
    private readonly List<Finding> findings = [];
    private readonly List<int> intentions = [];
    private Section section;
    private Marker opener;
    private int? area;
    private int? lastNumber;
    private string? groupNumber;

    public static (IReadOnlyList<PlanTarget> Targets, IReadOnlyList<Finding> Findings) Read(IReadOnlyList<Paragraph> paragraphs)
    {
        var reader = new TargetReader();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            if (!reader.TakeHeading(paragraphs[i], i + 1 < paragraphs.Count ? paragraphs[i + 1] : null)) reader.TakeItem(
                paragraphs[i], i + 1 < paragraphs.Count ? paragraphs[i + 1] : null);
        }
        reader.Conclude();
        return (reader.targets, reader.findings);
    }

    private bool TakeHeading(Paragraph p, Paragraph? next)
    {
        if (p.Marker is Marker.None or Marker.Bullet) return IsCaption(p) && Leave(Section.Other, p.Marker);
        if (p.Marker == Marker.Article) return Leave(Section.Other, p.Marker);
        var isHeading = p.Marker == Marker.Roman || p.Text.Length <= 130 && !p.Folded.Contains('%', StringComparison.Ordinal)
            && p.Text[^1] is not ('.' or ';');
        if (isHeading && TargetSection().IsMatch(p.Folded)) return Enter(Section.Targets, p);
        if (isHeading && ObjectiveSection().IsMatch(p.Folded)) return Enter(Section.Objectives, p);
        if (section != Section.Other && Closes(p)) section = Section.Other;
        if (p.Marker == Marker.Roman)
        {
            area = null;
            return true;
        }
        if (p.Marker == Marker.Arabic && isHeading && ReformArea.IsTitle(p.Text)
            && next is { Marker: Marker.Bullet or Marker.Letter or Marker.None })
        {
            area = ReformArea.Recognise(p.Text);
            groupNumber = p.Number;
            return true;
        }
        return section == Section.Other;
    }

    private bool Enter(Section entered, Paragraph p)
    {
        if (p.Marker == Marker.Roman) area = null;
        section = entered;
        opener = p.Marker;
        lastNumber = null;
        groupNumber = null;
        return true;
    }

    private bool Leave(Section to, Marker by)
    {
        section = to;
        opener = by;
        return true;
    }

    // A section ends with the next heading of its own level or of a higher one.
    private bool Closes(Paragraph p) => opener switch
    {
        Marker.Roman => p.Marker == Marker.Roman,
        Marker.Arabic => p.Marker == Marker.Roman || p.Marker == Marker.Arabic && !p.Number!.Contains('.', StringComparison.Ordinal),
        _ => p.Marker is Marker.Roman or Marker.Arabic or Marker.Letter,
    };

    private void TakeItem(Paragraph p, Paragraph? next)
    {
        if (section == Section.Other) return;
        var measures = MeasureParser.Parse(p.Text);
        var isGroup = p.Marker is Marker.Arabic or Marker.Letter && measures.Count == 0
            && next is { Marker: Marker.Bullet or Marker.Letter }
            && (p.Text.EndsWith(':') || p.Text.Length < 90);
        if (isGroup)
        {
            area = ReformArea.Recognise(p.Text) ?? area;
            groupNumber = p.Number;
            return;
        }
        if (p.Marker == Marker.None && (section == Section.Targets || p.Text.Length < 40)) return;
        if (section == Section.Objectives && measures.Count == 0) { intentions.Add(p.FromLine); return; }
        Add(p, measures);
    }

    private void Add(Paragraph p, IReadOnlyList<Measure> measures)
    {
        var field = $"targets[{targets.Count}]";
        var number = p.Marker is Marker.Arabic or Marker.Letter ? p.Number : null;
        if (p.Marker == Marker.Arabic) CheckNumber(p, field);
        if (measures.Count == 0) Note(
            "PLN-I-022", Severity.Info, $"Chỉ tiêu {number} không có con số để đo.", p.FromLine, field + ".value");
        if (measures.Count > 1) Note(
            "PLN-I-023", Severity.Info, $"Chỉ tiêu có {measures.Count} con số; con số đầu được lấy làm chính.", p.FromLine,
            field + ".measures");
        var main = measures.Count > 0 ? measures[0] : null;
        targets.Add(
            new PlanTarget(
                number ?? groupNumber, p.Text, main?.Comparator ?? Comparator.None, main?.Value, main?.Unit, area, measures,
                new LineSpan(p.FromLine, p.ToLine)));
    }

    private void CheckNumber(Paragraph p, string field)
    {
        if (p.Number!.Contains('.', StringComparison.Ordinal)) return;
        var number = int.Parse(p.Number, CultureInfo.InvariantCulture);
        if (lastNumber is { } last && number > last + 1)
        {
            var missing = string.Join(", ", Enumerable.Range(last + 1, number - last - 1));
            Note(
                "PLN-I-021", Severity.Warning, $"Thiếu chỉ tiêu số {missing}: sau số {last} là số {number}.", p.FromLine,
                field + ".number");
        }
        else if (lastNumber is { } before && number <= before)
        {
            Note(
                "PLN-I-025", Severity.Warning, $"Chỉ tiêu số {number} đứng sau số {before}: trùng hoặc đảo.", p.FromLine,
                field + ".number");
        }
        lastNumber = number;
    }

    private void Conclude()
    {
        if (targets.Count == 0) Note("PLN-I-020", Severity.Warning, "Không tìm thấy chỉ tiêu nào.", null, "targets");
        if (intentions.Count > 0)
        {
            Note(
                "PLN-I-024", Severity.Info,
                $"{intentions.Count} mục tiêu không có con số, không đưa vào chỉ tiêu (dòng {string.Join(", ", intentions.Take(20))}).",
                intentions[0], "targets");
        }
    }

    private static bool IsCaption(Paragraph p) => p.Marker == Marker.None && Caption().IsMatch(p.Folded);

    private void Note(string code, Severity severity, string message, int? line, string? field) =>
        findings.Add(new Finding(code, severity, message, line, field));

    [GeneratedRegex(@"^(?:mot so |cac |he thong |nhung )*(?:muc tieu,? ?(?:va )?)?(?:cac )?chi ti\w{1,2}u\b(?! thu\b)")]
    private static partial Regex TargetSection();

    [GeneratedRegex(
        @"^(?:cac )?muc ti\w{1,2}u(?! va nhi| ?, ?nhi|,? yeu cau)(?: cu the| chung| chu yeu| tong quat| den nam \d+"
        + @"| nam \d+)*\s*[:.]?$")]
    private static partial Regex ObjectiveSection();

    [GeneratedRegex(@"^(?:phu luc|danh muc|noi nhan|(?:tm|kt)\.)")]
    private static partial Regex Caption();
}
