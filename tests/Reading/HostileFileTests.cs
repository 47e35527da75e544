using System.Text;

namespace Platform.Reading.Tests;

/// <summary>Files that took a service down, or cost it minutes, each refused or read within the budget; the services go on.</summary>
[Collection(nameof(Alone))]
public sealed class HostileFileTests(Uploads uploads)
{
    private static readonly string Header = "TT\tNội dung\tCơ quan chủ trì\tPhối hợp\tThời gian\tSản phẩm\n";

    public static readonly Dictionary<string, (string Name, Func<byte[]> Make, int[] Statuses, string? Code)> Cases = new()
    {
        ["content controls 50,000 deep"] = ("a.docx", () => Files.Docx(
            Files.Nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 50_000, Files.P("x"))), [422], "REQ-0031"),
        ["tables 2,000 deep"] = ("a.docx", () => Files.Docx(
            Files.Nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 2_000, Files.P("x"))), [422], "REQ-0031"),
        ["wide tables 30 deep"] = ("a.docx", () => Files.Docx(
            Files.Nested("<w:tbl><w:tr><w:tc/><w:tc/><w:tc>" + Files.P("a b c"), "</w:tc></w:tr></w:tbl>", 30)), [201], null),
        ["narrow tables 30 deep, 300 times"] = ("a.docx", () => Files.Docx(
            string.Concat(Enumerable.Repeat(Files.Nested("<w:tbl><w:tr><w:tc>" + Files.P("việc"), "</w:tc></w:tr></w:tbl>", 30), 300))),
            [201], null),
        ["text boxes within text boxes"] = ("a.docx", () => Files.Docx(string.Concat(Enumerable.Repeat(
            "<w:tbl><w:tr><w:tc/><w:tc/><w:tc>" + Files.Nested("<w:p><w:r><w:t>" + new string('a', 200) + "</w:t><w:t>",
                "</w:t></w:r></w:p>", 30) + "</w:tc></w:tr></w:tbl>", 300))), [201, 413, 422], null),
        ["a million paragraphs"] = ("a.docx", () => Files.Docx(
            string.Concat(Enumerable.Repeat("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 500_000))), [413], "REQ-0032"),
        ["a bomb of 300 MB in word/document.xml"] = ("a.docx", () => Files.Bomb("word/document.xml", 300), [413], "REQ-0032"),
        ["a bomb of 300 MB in xl/sharedStrings.xml"] = ("a.xlsx", () => Files.Bomb("xl/sharedStrings.xml", 300), [422, 413], null),
        ["one shared string 50,000 times"] = ("a.xlsx", () => Files.Xlsx(
            string.Concat(Enumerable.Repeat("<row>" + string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 50)) + "</row>", 1_000)),
                $"<si><t>{new string('a', 20_000)}</t></si>"), [413], "REQ-0032"),
        ["an external entity"] = ("a.docx", () => Files.Zip(
            ("word/document.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>")), [422], "PLN-0003"),
        ["entities of entities"] = ("a.docx", () => Files.Zip(
            ("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>")), [422],
            "PLN-0003"),
        ["18 MB of text"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("Nội dung công việc của xã\n", 600_000))), [413], "REQ-0032"),
        ["a million characters of words"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("Căn cứ 5% xã A kèm theo trước ngày 5/5 ", 36_000))), [413], "REQ-0032"),
        ["rows without end tags"] = ("a.md", () => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<tr><td>a\n", 39_000))), [201],
            null),
        ["tags without brackets"] = ("a.md", () => Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("<b ", 30_000)) + "\n", 15))), [201], null),
        ["one cell broken into all lines"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            Header + "1\tViệc\n" + string.Concat(Enumerable.Repeat("dòng tiếp theo của ô\n", 39_000))), [201], null),
        ["a paragraph of a million percent"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            "II. CHỈ TIÊU\n1. " + string.Concat(Enumerable.Repeat("đạt 90% \n", 39_000))), [201], null),
        ["many units in a caption"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            "(Kèm theo " + string.Concat(Enumerable.Repeat("xã A phường B \n", 39_000))), [201], null),
        ["a header of 90,000 cells"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            "Nội dung\tCơ quan chủ trì\tThời gian" + new string('\t', 90_000) + "\n" + string.Concat(Enumerable.Repeat("a\tb\n", 30_000))),
            [201, 413], null),
        ["headers again and again"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("STT\nNội dung\n1\n", 13_000))), [201, 413, 422], null),
        ["columns of spaces"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            "TT  Nội dung  Chủ trì  Thời gian\n" + string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat("a  b  ", 300)) + "\n",
            700))), [201, 422], null),
        ["a table of loose lines"] = ("a.txt", () => Encoding.UTF8.GetBytes(
            "STT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian thực hiện\nSản phẩm\n1\n" + string.Concat(
            Enumerable.Repeat("Phòng Kinh tế\nQuý I\nBáo cáo\n", 13_000))), [201, 413, 422], null),
        ["a PDF of 200,000 lines"] = ("a.pdf", () => Files.Pdf(200_000), [201, 413, 422], null),
        ["a PDF that ends in the middle"] = ("a.pdf", () => Files.Pdf(1_000)[..20_000], [201, 422], null),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plan_FromAHostileFile_IsReadOrRefusedWithinTheBudget(string which)
    {
        var (name, make, statuses, code) = Cases[which];
        var file = make();
        var before = ReaderCost.Processor();
        var sent = uploads.SendAsync(Uploads.Plan, file, name);
        var megabytes = await ReaderCost.MostMegabytesWhileAsync(sent);
        using var answer = await sent;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(statuses.Contains((int)answer.StatusCode), $"{(int)answer.StatusCode}: {body[..Math.Min(300, body.Length)]}");
        if (code is not null)
            Assert.Contains(code, body, StringComparison.Ordinal);
        Assert.InRange((ReaderCost.Processor() - before).TotalSeconds, -0.1, 2);
        Assert.InRange(megabytes, 1, 300);
    }

    [Theory]
    [InlineData(Uploads.Assignments, 422)]
    [InlineData(Uploads.Template, 422)]
    [InlineData(Uploads.Evidence, 201)]
    public async Task Workbook_NestedDeep_IsRefusedWhereItIsOpened(string way, int status)
    {
        using var deep = await uploads.SendAsync(way, Files.Xlsx(Files.Nested("<row><c>", "</c></row>", 50_000)), "a.xlsx");
        Assert.Equal(status, (int)deep.StatusCode);
        using var bomb = await uploads.SendAsync(way, Files.Bomb("xl/workbook.xml", 300), "a.xlsx");
        Assert.True((int)bomb.StatusCode is 201 or 413 or 422, $"{bomb.StatusCode}");
    }
}
