using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>What stands before the first section: decision, place and date, legal bases, title; and the signature.</summary>
internal sealed partial class HeadReader(IReadOnlyList<SourceLine> lines, int usualGap, bool lostDiacritics)
{
    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> Findings => findings;

    public string Title { get; private set; } = "";

    public int? TitleLine { get; private set; }

    /// <summary>The subject of the decision, for what the title does not say.</summary>
    public string DecisionSubject { get; private set; } = "";

    public PlanDecision Read(IReadOnlyList<string> captions)
    {
        ReadTitle();
        var (number, numberLine) = ReadNumber();
        var (date, dateText, place, dateLine) = ReadDate();
        if (number is null || date is null)
        {
            foreach (var caption in captions)
            {
                var m = CaptionNumber().Match(VietnameseText.Fold(caption));
                if (!m.Success || number is not null && date is not null) continue;
                var captionNumber = caption.Substring(m.Groups["number"].Index, m.Groups["number"].Length);
                var captionDate = Days.Try(Int(m, "y"), Int(m, "m"), Int(m, "d"));
                if (number is not null && number != captionNumber || captionDate is null) continue;
                number = captionNumber;
                date ??= captionDate;
                dateText ??= caption.Substring(m.Groups["date"].Index, m.Groups["date"].Length);
                Note("PLN-I-009", Severity.Info, $"Số, ngày ban hành lấy từ dòng chú thích: “{caption}”.", null, "decision.number");
                break;
            }
        }
        if (number is null) Note(
            "PLN-I-001", Severity.Warning, "Không có số quyết định (hoặc số kế hoạch).", numberLine, "decision.number");
        if (date is null) Note(
            "PLN-I-002", Severity.Warning, dateText is null ? "Không có ngày ban hành." : $"Ngày ban hành chưa đủ: “{dateText}”.", dateLine,
            "decision.date");
        var (signer, role) = new SignatureReader(lines).Read();
        if (signer is null) Note("PLN-I-008", Severity.Info, "Không đọc được tên người ký.", null, "decision.signer");
        return new PlanDecision(number, date, dateText, place, signer, role);
    }

    public IReadOnlyList<string> LegalBases(IReadOnlyList<Paragraph> paragraphs)
    {
        var bases = new List<string>();
        foreach (var paragraph in paragraphs)
        {
            if (paragraph.Marker is Marker.Roman && bases.Count > 0 || paragraph.Marker == Marker.Article) break;
            var folded = VietnameseText.Fold(paragraph.Text);
            if (Basis().IsMatch(folded)) bases.Add(paragraph.Text.TrimEnd(';', '.', ',', ' '));
            else if (bases.Count == 0 && Execution().IsMatch(folded)) bases.Add(FirstClause(paragraph.Text));
            if (paragraph.Marker is Marker.Roman) break;
        }
        return bases;
    }

    private void ReadTitle()
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var plain = Letters(lines[i].Folded);
            if (DecisionSubject.Length == 0 && plain is "quyetdinh" or "quyetpinh" or "quyetdlnh" && i + 1 < lines.Count)
                DecisionSubject = Collect(i + 1);
            if (plain is not ("kehoach" or "kehoqch" or "kehogch")) continue;
            var subject = Collect(i + 1);
            if (subject.Length == 0) continue;
            Title = "Kế hoạch " + subject;
            TitleLine = lines[i].Number;
            return;
        }
        if (TitleOnOneLine() is { } line)
        {
            Title = line.Text;
            TitleLine = line.Number;
            return;
        }
        Title = DecisionSubject;
        if (Title.Length == 0) Note("PLN-I-010", Severity.Warning, "Không tìm thấy tên kế hoạch.", null, "title");
    }

    private SourceLine? TitleOnOneLine() =>
        lines.Take(60).FirstOrDefault(l => TitleLinePattern().IsMatch(VietnameseText.Skeleton(l.Text)) && l.Text.Length > 15);

    // The subject goes on until a gap, a bracket or the first section.
    private string Collect(int start)
    {
        var taken = new List<string>();
        for (var i = start; i < lines.Count && taken.Count < 6; i++)
        {
            var line = lines[i];
            if (taken.Count > 0 && line.BlankBefore > usualGap && !(usualGap == 0 && VietnameseText.StartsLower(line.Text))) break;
            if (line.Text[0] is '(' || Paragraphs.ReadMarker(line.Text).Marker != Marker.None || Letters(line.Folded) is "kehoach"
                || taken.Count > 0 && Opening().IsMatch(line.Folded))
            {
                break;
            }
            taken.Add(line.Text);
        }
        return LineJoiner.Join(taken);
    }

    private (string? Number, int? Line) ReadNumber()
    {
        foreach (var line in lines.Take(40))
        {
            var m = DocumentNumber().Match(line.Folded);
            if (!m.Success) continue;
            if (!m.Groups["n"].Success) return (null, line.Number);
            var code = line.Text.Substring(m.Groups["code"].Index, m.Groups["code"].Length).ToUpperInvariant();
            // The codes of document types are a closed set; an OCR reads Đ as P or D.
            if (lostDiacritics) code = OcrDecisionCode().Replace(code, "QĐ");
            return ($"{m.Groups["n"].Value}/{code}", line.Number);
        }
        return (null, null);
    }

    private (DateOnly? Date, string? Text, string? Place, int? Line) ReadDate()
    {
        foreach (var line in lines.Take(60))
        {
            var skeleton = VietnameseText.Skeleton(line.Text);
            var m = PlaceAndDate().Match(skeleton);
            if (!m.Success) continue;
            var place = m.Groups["place"].Success ? line.Text.Substring(m.Groups["place"].Index, m.Groups["place"].Length).Trim() : null;
            if (place is not null && DocumentNumber().Match(VietnameseText.Fold(place)) is { Success: true } number)
                place = place[(number.Index + number.Length)..].Trim();
            var date = m.Groups["d"].Success && m.Groups["m"].Success ? Days.Try(Int(m, "y"), Int(m, "m"), Int(m, "d")) : null;
            return (
                date, line.Text.Substring(m.Groups["date"].Index, m.Groups["date"].Length), string.IsNullOrEmpty(place) ? null : place,
                line.Number);
        }
        return (null, null, null, null);
    }

    private static string FirstClause(string text)
    {
        var m = IssuerClause().Match(VietnameseText.Fold(text));
        var end = m.Success ? m.Index : text.IndexOf(';', StringComparison.Ordinal);
        return (end > 0 ? text[..end] : text).TrimEnd('.', ' ');
    }

    private static string Letters(string folded) => new([.. folded.Where(char.IsLetter)]);

    private static int Int(Match m, string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);

    private void Note(string code, Severity severity, string message, int? line, string field) =>
        findings.Add(new Finding(code, severity, message, line, field));

    [GeneratedRegex(@"^s[o6]\s*[:.]?\s*(?<n>\d{1,5})?\s*/\s*(?:20\d\d\s*/\s*)?(?<code>[a-z0]{2}(?:/\w+)?\s?-\s?[a-z]{2,8})")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex("^[Q0O][PDĐ0](?=\\s?-)")]
    private static partial Regex OcrDecisionCode();

    [GeneratedRegex(
        @"^(?:(?<place>[^,(]{2,60}),\s*)?(?<date>ngay\s*(?<d>\d{1,2})?\s*th\w{1,4}\s*(?<m>\d{1,2})?\s*n\w{1,2}m\s*(?<y>20\d\d))\s*\.?$")]
    private static partial Regex PlaceAndDate();

    [GeneratedRegex(
        @"(?:ke hoach|quyet dinh) so\s*:?\s*(?<number>\d{1,5}\s?/[a-z0-9\-/]+)\s*,?\s*(?<date>ngay\s*(?<d>\d{1,2})\s*(?:/"
        + @"|thang)\s*(?<m>\d{1,2})\s*(?:/|nam)\s*(?<y>20\d\d))")]
    private static partial Regex CaptionNumber();

    [GeneratedRegex(@"^(?:can cu|c[ae]i?n c[ui][ruk]?[k]?|theo de nghi|xet de nghi)\b")]
    private static partial Regex Basis();

    // How the text under the title begins.
    [GeneratedRegex(
        @"^(?:can cu|thuc hien (?:quyet dinh|nghi quyet|ke hoach|cong van|chi thi|chuong trinh|van ban|nghi dinh|y kien)"
        + @"|trien khai (?:thuc hien |quyet dinh|nghi quyet|ke hoach)|de (?:trien khai|thuc hien|tiep tuc|day manh)|nham (?:trien khai"
        + @"|thuc hien|tiep tuc|day manh)|(?:uy ban nhan dan|ubnd) (?:xa|phuong|dac khu|thanh pho)\b.*(?:ban hanh|xay dung))")]
    private static partial Regex Opening();

    [GeneratedRegex(@"[,;]\s*(?:ubnd|uy ban nhan dan|chu tich) [^,;]{0,60}ban hanh")]
    private static partial Regex IssuerClause();

    [GeneratedRegex(
        @"^(?:thuc hien|trien khai|thi hanh)(?: thuc hien)? (?:quyet dinh|nghi quyet|ke hoach|cong van|chi thi|chuong trinh|van ban"
        + @"|nghi dinh) (?:so )?\d")]
    private static partial Regex Execution();

    [GeneratedRegex(@"^ke hoach\b.*(?:c\w{1,2}i c\w{1,2}ch h\w{1,2}nh ch\w{1,2}nh|cchc)")]
    private static partial Regex TitleLinePattern();
}
