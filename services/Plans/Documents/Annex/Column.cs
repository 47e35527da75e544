using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

internal enum Column { Number, Content, Lead, Coordinators, Leader, Time, Products, Other }

/// <summary>Which column a header names.</summary>
internal static partial class ColumnNames
{
    public static readonly IReadOnlyList<Column> Usual = [
        Column.Number, Column.Content, Column.Lead, Column.Coordinators, Column.Time, Column.Products];

    public static Column? Recognise(string header)
    {
        var name = VietnameseText.Squeeze(NotWord().Replace(VietnameseText.Skeleton(header), " "));
        if (name.Length is 0 or > 90) return null;
        if (Number().IsMatch(name)) return Column.Number;
        if (Time().IsMatch(name)) return Column.Time;
        if (Lead().IsMatch(name)) return Column.Lead;
        if (Coordinators().IsMatch(name)) return Column.Coordinators;
        if (Leader().IsMatch(name)) return Column.Leader;
        if (Products().IsMatch(name)) return Column.Products;
        if (Content().IsMatch(name)) return Column.Content;
        if (Agency().IsMatch(name)) return Column.Lead;
        return Other().IsMatch(name) ? Column.Other : null;
    }

    /// <summary>
    /// The columns of a header that was broken into lines: cut where a header's first noun stands, pieces without a meaning go with the
    /// next.
    /// </summary>
    public static List<Column> ReadBroken(string header)
    {
        var folded = VietnameseText.Skeleton(header);
        var starts = Noun().Matches(folded).Select(m => m.Index).ToList();
        var columns = new List<Column>();
        for (var i = 0; i < starts.Count;)
        {
            var next = i + 1;
            Column? found = null;
            for (; next <= starts.Count && next <= i + 3; next++)
            {
                var end = next < starts.Count ? starts[next] : folded.Length;
                found = Recognise(folded[starts[i]..end]);
                if (found is not null && !BareAgency().IsMatch(folded[starts[i]..end].Trim())) break;
            }
            if (found is { } column && (columns.Count == 0 || columns[^1] != column) && !columns.Contains(column)) columns.Add(column);
            i = Math.Max(next, i + 1);
        }
        return columns;
    }

    public static bool IsTaskTable(IReadOnlyCollection<Column> columns) =>
        columns.Contains(Column.Content)
            && (columns.Contains(Column.Lead) || columns.Contains(Column.Time) || columns.Contains(Column.Products));

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();

    [GeneratedRegex(@"^(?:s?tt|so tt|so thu tu)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"th\w{1,2}i (?:gian|han|diem)|thoi han|thoi diem|tien do|ngay hoan thanh|\bhan hoan thanh")]
    private static partial Regex Time();

    [GeneratedRegex(
        @"ch\w tr\w\b|(?:co quan|don vi|bo phan|phong|ban|nganh|cong chuc|ca nhan|nguoi) (?:\w+ ){0,5}?(?:thuc hien|tham muu"
        + @"|chiu trach nhiem|trien khai|phu trach|dau moi)|^(?:nguoi )?thuc hien$|trach nhiem thuc hien|phan cong thuc hien")]
    private static partial Regex Lead();

    [GeneratedRegex(@"ph\w{1,2}i h\w{1,2}p")]
    private static partial Regex Coordinators();

    [GeneratedRegex(@"lanh dao|nguoi chi dao|\bphu trach\b|chi dao thuc hien")]
    private static partial Regex Leader();

    [GeneratedRegex(@"s\wn ph\w{1,2}m|ket qua|dau ra|minh chung")]
    private static partial Regex Products();

    [GeneratedRegex(@"n\w{1,2}i dung|nhi\w{1,2}m v\w\b|cong viec|hoat dong|ten de an")]
    private static partial Regex Content();

    [GeneratedRegex(@"^(?:co quan|don vi|bo phan|phong)(?: (?:co quan|don vi|bo phan|phong|ban|nganh))*$")]
    private static partial Regex Agency();

    [GeneratedRegex(@"ghi chu|kinh phi|muc tieu|chi tieu|ngan sach|can cu|linh vuc|dia diem|du kien|yeu cau")]
    private static partial Regex Other();

    [GeneratedRegex(
        @"\b(?:s?tt|n\w{1,2}i dung|nhi\w{1,2}m v\w|co quan|d\wn vi|b\w ph\w{1,2}n|lanh dao|th\w{1,2}i (?:gian|han)|ti\w{1,2}n do"
        + @"|s\wn ph\w{1,2}m|ket qua|ghi chu|kinh phi|cong viec)\b")]
    private static partial Regex Noun();

    [GeneratedRegex(@"^(?:co quan|don vi|bo phan)\W*$")]
    private static partial Regex BareAgency();
}
