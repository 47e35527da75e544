using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>The patterns of <see cref="DeadlineRules"/>, over folded text.</summary>
internal static partial class DeadlineRules
{
    private const string Before =
        @"(?<before>truoc|cham nhat(?: la)?(?: truoc)?|muon nhat|den het|het|xong truoc|khong qua|toi het|cuoi|den)";

    [GeneratedRegex(@"\s*(?<mark>[/\-])\s*")]
    private static partial Regex SpacedMark();

    [GeneratedRegex(
        @"^(?:thuc hien |trien khai |hoan thanh )?(?:theo(?! dinh ky| quy\b(?! dinh| che)| thang| nam| 6 thang)|sau khi|khi\b"
        + @"|ngay (?:sau )?khi|ngay sau|can cu|tuy theo|phu hop voi|dot xuat|sau (?:\d+|hoi nghi))\b")]
    private static partial Regex OnInstruction();

    [GeneratedRegex(
        @"\b(?:theo (?:van ban|chi dao|huong dan|yeu cau|ke hoach|lo trinh|tien do|quy dinh|thoi gian|lich)|khi co|khi phat sinh"
        + @"|dot xuat)\b")]
    private static partial Regex InstructionInside();

    [GeneratedRegex(@"^(?:thuc hien )?theo (?:lo trinh|tien do|lich|ke hoach)(?: cua \w+(?: \w+){0,3})?(?: trong)? nam (?<y>20\d\d)$")]
    private static partial Regex RoadmapYear();

    [GeneratedRegex(
        @"\b(?:thuong xuyen|lien tuc|thuong ky|th\w{2,4}ng xuyen|suot (?:ca )?(?:nam|ky|thoi ky|giai doan|qua trinh)|xuyen suot)\b")]
    private static partial Regex Continuous();

    // Day and month need either a year or the word "ngày" (or "trước", "chậm nhất", "đến"): "02-03" alone may be months.
    [GeneratedRegex(
        @"(?<![\d/])(?:(?:ngay|truoc|cham nhat|den|het|tu) (?<d>\d{1,2})[/.\-](?<m>\d{1,2})(?![\d/.\-])"
        + @"|(?<d>\d{1,2})(?<mark>[/.\-])(?<m>\d{1,2})\k<mark>(?<y>20\d\d)|(?<d>\d{1,2}) thang (?<m>\d{1,2})(?:(?:/"
        + @"| nam )(?<y>20\d\d))?)(?!\d)")]
    private static partial Regex DayMonthYear();

    [GeneratedRegex(@"(?<n>\d{1,3}) ngay (?<working>lam viec )?,? ?(?:(?:ke|tinh) (?:tu|sau)|(?:ke |tinh )?sau|tu)(?: khi)? (?<event>.+)$")]
    private static partial Regex DaysAfterEvent();

    [GeneratedRegex(@"^(?:(?:trong|tu) )?nam (?<y>20\d\d) (?:va (?:cac |nhung )?nam (?:tiep theo|sau|ke tiep)|tro di)")]
    private static partial Regex YearAndOn();

    [GeneratedRegex(@"^(?:ke )?tu (?:ngay )?\d")]
    private static partial Regex FromOnly();

    [GeneratedRegex(@"\btruoc\b")]
    private static partial Regex BeforeWord();

    [GeneratedRegex(@"-|\bden\b")]
    private static partial Regex RangeMark();

    [GeneratedRegex(@"-|\bden\b|\btu\b")]
    private static partial Regex DateRange();

    [GeneratedRegex(
        @"(?:" + Before
        + @" )?(?:trong )?quy (?<list>(?:iv|i{1,3}|[1-4])(?:(?:,|-|\+| ?& ?| va | den |;| ?, ?)+(?:quy )?(?:iv|i{1,3}"
        + @"|[1-4])\b)*)(?:(?:/|,? nam |[\s,\-]+)(?<y>20\d\d))?(?!\w)")]
    private static partial Regex Quarter();

    [GeneratedRegex(@"iv|i{1,3}|[1-4]")]
    private static partial Regex QuarterNumber();

    [GeneratedRegex(
        @"(?:" + Before
        + @" )?(?:trong )?(?:thang|thdng|thing) (?<list>\d{1,2}(?!\d)(?:(?:,|-|\+|&| va | den | ?, ?)+(?:thang )?\d{1,2}(?!\d"
        + @"|/\d))*(?:(?:,|-| va | den | ?, ?)+(?:thang )?\d{1,2}(?=/20|\s|$))?)(?:(?:/|[\s,]*nam |-)(?<y>20\d\d))?")]
    private static partial Regex Month();

    [GeneratedRegex(@"^(?:" + Before + @" )?(?<list>\d{1,2})/(?<y>20\d\d)|(?<=-|den |, ?)(?<list>\d{1,2})/(?<y>20\d\d)")]
    private static partial Regex BareMonth();

    [GeneratedRegex(@"\d{1,2}")]
    private static partial Regex SmallNumber();

    [GeneratedRegex(@"(?<![\d/])(?<from>20\d\d)(?:-| den )(?:thang )?(?<m>\d{1,2})/(?<y>20\d\d)")]
    private static partial Regex YearToMonth();

    [GeneratedRegex(@"(?:ca|trong) nam (?<y>20\d\d)")]
    private static partial Regex WholeYear();

    [GeneratedRegex(@"\b(?<n>0?6|sau|9|chin) thang (?:(?<part>cuoi|dau)(?: nam)?|nam)(?:[ /](?<y>20\d\d))?")]
    private static partial Regex HalfOrNineMonths();

    [GeneratedRegex(@"(?<![\d/])(?<from>20\d\d)(?:-| den (?:het )?(?:nam )?)(?<to>20\d\d)(?!\d)")]
    private static partial Regex YearRange();

    [GeneratedRegex(@"^(?:\w+ ){0,3}?(?:" + Before + @" )?(?:nam |trong nam |ca nam )?(?<![\d/])20\d\d(?!\d)")]
    private static partial Regex YearAlone();

    [GeneratedRegex(@"(?<![\d/])20\d\d(?!\d)")]
    private static partial Regex AnyYear();

    [GeneratedRegex(@"^(?:trong |ca |suot )+(?:nam|nam nay|ca nam|giai doan|ca giai doan)$|^ca nam$")]
    private static partial Regex ThisYear();
}
