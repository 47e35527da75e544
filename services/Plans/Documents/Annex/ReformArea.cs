using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>The seven areas of reform (lĩnh vực cải cách) and how plans call them.</summary>
internal static partial class ReformArea
{
    private static readonly (int Area, Regex Words)[] ByWords =
    [
        (4, Apparatus()), (7, Digital()), (6, Finance()), (5, CivilService()), (3, Procedures()), (2, Institutions()), (1, Direction()),
    ];

    private static readonly (int Area, string Title)[] Canonical =
    [
        (1, "chi dao dieu hanh"), (1, "cong tac chi dao dieu hanh"), (2, "cai cach the che"), (3, "cai cach thu tuc hanh chinh"),
        (4, "cai cach to chuc bo may"), (4, "cai cach to chuc bo may hanh chinh nha nuoc"), (5, "cai cach che do cong vu"),
        (6, "cai cach tai chinh cong"),
        (7, "xay dung va phat trien chinh quyen dien tu chinh quyen so"), (7, "xay dung chinh quyen dien tu chinh quyen so"),
        (7, "chinh quyen dien tu chinh quyen so"),
    ];

    /// <summary>A heading says within these what it is about; patterns with gaps would search a longer text again and again.</summary>
    private const int LongestHeading = 300;

    /// <summary>Titles much longer than every canonical one are not like any.</summary>
    private const int LongestAlike = 80;

    /// <summary>The area a heading names, or null. The heading may carry its number and may have lost diacritics.</summary>
    public static int? Recognise(string heading)
    {
        var title = Plain(heading.Length <= LongestHeading ? heading : heading[..LongestHeading]);
        foreach (var (area, words) in ByWords)
        {
            if (words.IsMatch(title)) return area;
        }
        if (title.Length > LongestAlike) return null;
        var best = Canonical.MaxBy(c => VietnameseText.Similarity(title, c.Title));
        return VietnameseText.Similarity(title, best.Title) >= 0.8 ? best.Area : null;
    }

    /// <summary>True when the text is a title of an area and nothing more; a task that merely names one is not.</summary>
    public static bool IsTitle(string text) => text.Length <= 130 && TitleStart().IsMatch(Plain(text)) && Recognise(text) is not null;

    /// <summary>The title without its number: "II. Cải cách thể chế" gives "Cải cách thể chế".</summary>
    public static string TitleOf(string heading)
    {
        var m = Numbering().Match(heading);
        return VietnameseText.Squeeze(m.Success ? heading[m.Length..] : heading).Trim(' ', '.', ':');
    }

    private static string Plain(string heading) => NotWord().Replace(VietnameseText.Skeleton(TitleOf(heading)), " ").Trim();

    [GeneratedRegex(@"^\s*(?:(?:[IVXivxLl1]{1,5}|\d{1,2}|[A-H])\s*[.,)/:\-]\s*|(?:[IVX]{1,4}|\d{1,2})\s+)(?=\D)")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"[^a-z0-9]+")]
    private static partial Regex NotWord();

    [GeneratedRegex(@"\bto ch\w{1,3}c bo may|\bbo may hanh chinh|^cai cach bo may")]
    private static partial Regex Apparatus();

    [GeneratedRegex(
        @"chinh (?:quyen|phu) (?:dien tu|so)|hien dai hoa|chuyen doi so|^(?:xay dung )?(?:va )?(?:phat trien )?chinh (?:quyen|phu)")]
    private static partial Regex Digital();

    [GeneratedRegex(@"tai chinh cong|\btai chinh\b")]
    private static partial Regex Finance();

    [GeneratedRegex(@"\bcong vu\b|\bcan bo\b.*\bcong chuc\b|\bdoi ngu\b")]
    private static partial Regex CivilService();

    [GeneratedRegex(@"\bthu tuc hanh chinh\b|\btthc\b")]
    private static partial Regex Procedures();

    [GeneratedRegex(@"\bthe che\b")]
    private static partial Regex Institutions();

    [GeneratedRegex(@"\bchi dao\b|\bdieu hanh\b|\btuyen truyen\b|\bkiem tra\b|\bthong tin bao cao\b|^nhiem vu chung|^cong tac chung")]
    private static partial Regex Direction();

    [GeneratedRegex(
        @"^(?:ve |linh vuc |noi dung |nhiem vu |cong tac |cac nhiem vu ve |trong cong tac )*(?:c\w{1,2}i c\w{1,2}ch|chi dao|dieu hanh"
        + @"|thong tin|tuyen truyen|kiem tra|xay dung(?: va| ,)*(?: phat trien| nang cao| hoan thien| van hanh)* (?:chinh (?:quyen|phu)"
        + @"|the che|chat luong doi ngu|doi ngu)|nang cao chat luong doi ngu|phat trien chinh (?:quyen|phu)|hien dai hoa|chinh (?:quyen"
        + @"|phu) (?:dien tu|so)|chuyen doi so|the che|thu tuc hanh chinh|to chuc bo may|che do cong vu|tai chinh cong)")]
    private static partial Regex TitleStart();
}
