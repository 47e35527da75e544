using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>How the cells of each column begin. Works on folded text, so that a text without diacritics is read alike.</summary>
internal static partial class CellWords
{
    /// <summary>How a name begins is told by its first words.</summary>
    private const int LongestStart = 80;

    public static bool StartsLikeAgency(string folded) => AgencyStart().IsMatch(folded);

    public static bool StartsLikeProduct(string folded) => ProductStart().IsMatch(folded);

    public static bool StartsLikeLeader(string folded) => LeaderStart().IsMatch(folded);

    public static bool MayBeTime(string folded) => TimeStart().IsMatch(folded);

    /// <summary>Ends in the middle of a name: a cell that a page or the table's edge cut off.</summary>
    public static bool IsCutOff(string text) => CutEnd().IsMatch(VietnameseText.Fold(text));

    /// <summary>Ends in a word that wants another after it.</summary>
    public static bool EndsOpen(string folded) => OpenEnd().IsMatch(folded);

    public static IReadOnlyList<string> SplitAgencies(string text) => Split(JoinAgencyLines(text), AfterCommaAgency(), StartsLikeAgency);

    public static IReadOnlyList<string> SplitProducts(string text) => Split(text, AfterComma(), f => DocumentStart().IsMatch(f));

    /// <summary>"Phòng Văn hóa" above "- Xã hội" is one name, "- Văn phòng" above "- Phòng Kinh tế" are two.</summary>
    public static string JoinAgencyLines(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var result = new System.Text.StringBuilder();
        foreach (var line in lines)
        {
            var name = line.TrimStart('-', '–', '+', '•', ' ');
            if (result.Length > 0) result.Append(
                StartsLikeAgency(VietnameseText.Fold(name)) ? "\n" : line.Length > name.Length ? " - " : " ");
            result.Append(result.Length > 0 && result[^1] == ' ' ? name : line);
        }
        return result.ToString();
    }

    // A semicolon, a new line or a bullet always separates; a comma only where a new name begins.
    private static List<string> Split(string text, Regex comma, Func<string, bool> startsNew)
    {
        var result = new List<string>();
        foreach (var piece in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (start, depth, seen) = (0, 0, 0);
            foreach (Match m in comma.Matches(piece))
            {
                var before = piece.AsSpan(seen, m.Index - seen);
                (depth, seen) = (depth + before.Count('(') - before.Count(')'), m.Index);
                var next = m.Index + m.Length;
                if (depth > 0 || !startsNew(VietnameseText.Fold(piece.Substring(next, Math.Min(LongestStart, piece.Length - next)))))
                    continue;
                result.Add(piece[start..m.Index]);
                start = m.Index + m.Length;
            }
            result.Add(piece[start..]);
        }
        return [.. result.Select(r => r.Trim(' ', '-', '+', '–', '.', ',')).Where(r => r.Length > 0)];
    }

    [GeneratedRegex(
        @"^(?:cac$|toan the$|(?:cac |toan the |tat ca |1 so )?(?:phong|van phong|vp|trung tam|tt\b(?! \d)|ubnd|uy ban|hdnd|hoi dong"
        + @"|ban\b(?! hanh)|cong an|so\b(?! hoa| lieu)|mat tran|mttq|ubmttq|doan the|doan thanh|hoi (?:nong|phu|cuu|lien|chu)|cong chuc"
        + @"|cc\b|can bo|truong phong|chu tich|pho chu tich|to (?:chuc chinh|cong|dan|truong|chuyen)|bo phan|co quan|don vi|nganh"
        + @"|thanh vien|lanh dao|quan su|bch|bch quan su|ban chi huy|thon|tram|truong (?:mam|tieu|thcs|thpt|th)|tu phap|tp-ht|dc-xd"
        + @"|vh-xh|tc-kt|to chuc|kho bac|bao hiem|chi cuc|thue)\b)")]
    private static partial Regex AgencyStart();

    [GeneratedRegex(
        @"^(?:cac |ban hanh |du thao )?(?:bao cao|ke hoach|quyet dinh|van ban|thong bao|cong van|to trinh|nghi quyet|chi thi|danh muc"
        + @"|hoi nghi|lop|chuong trinh|de an|quy che|bien ban|ho so|tin|bai viet|chuyen muc|co so du lieu|csdl|bang|bo chi so|huong dan"
        + @"|giay|phieu|chung nhan|ket qua|ket luan|ty le|100%|tthc|kho|he thong|phan mem|so lieu|du toan|giay moi|bai|buoi|mo hinh"
        + @"|sang kien|ho so,|niem yet|trang|cong thong tin|quy trinh|phuong an|de xuat|y kien)\b")]
    private static partial Regex ProductStart();

    // Papers only: "khảo sát", "đề xuất", "cơ sở dữ liệu" after a comma go on with the product before it.
    [GeneratedRegex(@"^(?:cac )?(?:bao cao|ke hoach|quyet dinh|thong bao|cong van|to trinh|nghi quyet|chi thi|bien ban|ket luan)\b")]
    private static partial Regex DocumentStart();

    [GeneratedRegex(@"^(?:d/c|dong chi|chu tich|pho chu tich|pct|ct\b|ong|ba\b|lanh dao|bi thu|thuong truc|truong ban)")]
    private static partial Regex LeaderStart();

    // A narrow column breaks after any word: "Quý" may stand alone on its line.
    [GeneratedRegex(
        @"^(?:trong|truoc|cham(?: nhat|$)|quy\b(?! dinh| che| trinh| hoach)|thang\b|nam(?: \d|$)|ca(?: nam|$)|thuong(?: xuyen|$)|hang"
        + @"|hanq|theo|sau(?: khi|$)|khi|ngay|tu(?: ngay| thang| nam| \d|$)|den|dinh(?: ky|$)|giai(?: doan|$)|hoan(?: thanh|$)|het"
        + @"|6 thang|06 thang|9 thang|lien tuc|cuoi|dau(?: nam| thang| quy|$)|20\d\d|\d{1,2}/\d|dot(?: xuat|$)|muon nhat|moi)")]
    private static partial Regex TimeStart();

    [GeneratedRegex(@"(?:\bva|\bcua|\bhoac|,|&|-|\bcac|\btheo|\bvan phong|\btrung tam|\bphong)$")]
    private static partial Regex CutEnd();

    [GeneratedRegex(@"\b(?:va|cua|(?<!hang |ca |moi )(?:nam|thang)|ngay|cac|ve|cho|voi|trong|theo|hoac|tai|bang|duoc|den)$")]
    private static partial Regex OpenEnd();

    [GeneratedRegex(@",\s*(?=(?:[Cc]ác\s+)?[\p{Lu}]|các đoàn thể|cac doan the)")]
    private static partial Regex AfterCommaAgency();

    [GeneratedRegex(@",\s*")]
    private static partial Regex AfterComma();
}
