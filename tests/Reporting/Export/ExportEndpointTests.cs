using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Platform.Reporting.Reports;
using Platform.ServiceDefaults.Security;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests.Export;

[Collection("Reporting")]
public sealed class ExportEndpointTests(ReportingPlatform reporting)
{
    private const string Summary = $"/api/reports/{Period}/export";

    private static string Export(string unit, string? format = null) => Path(unit, format is null ? "export" : $"export?format={format}");

    private static async Task<(byte[] Content, string? Name, string? Type)> FileAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var headers = response.Content.Headers;
        return (await response.Content.ReadAsByteArrayAsync(), headers.ContentDisposition?.FileName, headers.ContentType?.ToString());
    }

    private static async Task<string[]> CsvAsync(HttpClient client, string path) =>
        Encoding.UTF8.GetString((await FileAsync(client.GetAsync(path))).Content[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static WordprocessingDocument Word(byte[] file) => WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);

    [Fact]
    public async Task Docx_OfASubmittedReport_CarriesItsReceiptAndHash()
    {
        var unit = await reporting.DraftedAsync();
        var receipt = await reporting.SubmitAsync(unit);
        var (content, name, type) = await FileAsync(reporting.Leader(unit).GetAsync(Export(unit)));

        Assert.Equal(($"bao-cao-{Period}-{unit}.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (name, type));
        using var file = Word(content);
        Assert.All(file.MainDocumentPart!.FooterParts, f =>
            Assert.Equal($"Số biên nhận {receipt.Receipt}; SHA-256 {receipt.Sha256}", f.Footer.InnerText));
        var text = file.MainDocumentPart.Document.Body!.InnerText;
        Assert.Contains("ngày 12 tháng 9 năm 2025", text, StringComparison.Ordinal);
        Assert.Contains($"{reporting.Platform.Units.ByCode[unit].FullName.ToUpperInvariant()}", text, StringComparison.Ordinal);
        Assert.Contains("Nội dung phần Cải cách chế độ công vụ.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DỰ THẢO", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docx_OfADraftAndOfAReturnedReport_IsMarked()
    {
        var unit = await reporting.DraftedAsync();
        await MustBeMarkedAsync();
        await reporting.SubmitAsync(unit);
        await reporting.Admin.PostJsonAsync(Path(unit, "return"), new { message = "Bổ sung số liệu." }).ReadAsync<ReportView>();
        await MustBeMarkedAsync();

        async Task MustBeMarkedAsync()
        {
            using var file = Word((await FileAsync(reporting.Admin.GetAsync(Export(unit, "docx")))).Content);
            Assert.StartsWith("DỰ THẢO", file.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task XlsxAndCsv_OfAReport_AreNamedAfterPeriodAndUnit()
    {
        var unit = await reporting.SubmittedAsync();
        var xlsx = await FileAsync(reporting.Officer(unit).GetAsync(Export(unit, "xlsx")));
        Assert.Equal(($"bao-cao-{Period}-{unit}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (xlsx.Name, xlsx.Type));
        using var book = SpreadsheetDocument.Open(new MemoryStream(xlsx.Content), isEditable: false);
        Assert.Equal(["Số liệu", "Lời văn"], book.WorkbookPart!.Workbook.Descendants<Sheet>().Select(s => s.Name!.Value));

        var csv = await FileAsync(reporting.Officer(unit).GetAsync(Export(unit, "csv")));
        Assert.Equal(($"bao-cao-{Period}-{unit}.csv", "text/csv; charset=utf-8"), (csv.Name, csv.Type));
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Content[..3]);
    }

    [Fact]
    public async Task Report_IsExportedToThoseWhoMaySeeItOnly()
    {
        var unit = await reporting.SubmittedAsync();
        await reporting.Leader(reporting.Platform.NextUnit()).GetAsync(Export(unit)).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Platform.Anonymous("Reporting").GetAsync(Export(unit)).RefusedAsync(HttpStatusCode.Unauthorized, "AUTH-0001");
        await FileAsync(reporting.Platform.Analyst("Reporting").GetAsync(Export(unit)));
    }

    [Fact]
    public async Task Report_ThatWasNotBegun_CannotBeExported()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Officer(unit).GetAsync(Export(unit)).RefusedAsync(HttpStatusCode.NotFound, "RPT-0011");
    }

    [Theory]
    [InlineData("odt")]
    [InlineData("DOCX")]
    [InlineData("docx%20")]
    public async Task Format_ThatIsNone_IsRefusedWithThoseThereAre(string format)
    {
        var unit = reporting.Platform.NextUnit();
        var problem = await reporting.Officer(unit).GetAsync(Export(unit, format)).RefusedAsync(HttpStatusCode.BadRequest, "RPT-0012");
        Assert.Contains("docx, pdf, xlsx, csv", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-Q5", HttpStatusCode.BadRequest, "REQ-0011")]
    [InlineData("2031-Q1", HttpStatusCode.NotFound, "RPT-0004")]
    [InlineData("2025-08", HttpStatusCode.NotFound, "RPT-0003")]
    public async Task Summary_OfAPeriodWithoutReports_IsRefused(string period, HttpStatusCode status, string code) =>
        await reporting.Admin.GetAsync($"/api/reports/{period}/export").RefusedAsync(status, code);

    [Fact]
    public async Task Summary_IsForTheDepartment()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Leader(unit).GetAsync(Summary).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Platform.As("Reporting", "auditor", TestPlatform.City, Roles.Auditor).GetAsync(Summary)
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await reporting.Admin.GetAsync($"{Summary}?format=docx").RefusedAsync(HttpStatusCode.BadRequest, "RPT-0012");
        await FileAsync(reporting.Platform.Analyst("Reporting").GetAsync(Summary));
    }

    [Fact]
    public async Task Summary_HasARowPerCommune_AndFiguresOnlyOfWhatWasSubmitted()
    {
        var (submitted, draft, none) = (await reporting.SubmittedAsync(), await reporting.DraftedAsync(), reporting.Platform.NextUnit());
        var lines = await CsvAsync(reporting.Admin, $"{Summary}?format=csv");

        Assert.Equal("Mã đơn vị,Đơn vị,Khối,Trạng thái,Đúng hạn,Gửi lúc," + string.Join(',', reporting.Template.Items.Select(i => i.Code)),
            lines[0]);
        Assert.Equal(1 + 114, lines.Length);
        var units = reporting.Platform.Units.ByCode;
        var empty = new string(',', reporting.Template.Items.Count);
        var figures = string.Concat(Enumerable.Repeat(",10", reporting.Template.Items.Count));
        Assert.Contains($"{submitted},{units[submitted].FullName},{units[submitted].Block},đã gửi,Đúng hạn,2025-09-12T08:00:",
            string.Join('\n', lines), StringComparison.Ordinal);
        Assert.EndsWith($"+07:00{figures}", lines.Single(l => l.StartsWith(submitted, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains($"{draft},{units[draft].FullName},{units[draft].Block},bản nháp,,{empty}", lines);
        Assert.Contains($"{none},{units[none].FullName},{units[none].Block},chưa bắt đầu,,{empty}", lines);
    }

    [Fact]
    public async Task Summary_AsWorkbook_HoldsNumbersAndDates()
    {
        var unit = await reporting.SubmittedAsync();
        var (content, name, _) = await FileAsync(reporting.Admin.GetAsync(Summary));
        Assert.Equal($"tong-hop-{Period}-31.xlsx", name);
        using var book = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        var row = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>()
            .Single(r => r.Elements<Cell>().First().InnerText == unit);
        var cells = row.Elements<Cell>().ToDictionary(c => c.CellReference!.Value![..^$"{row.RowIndex}".Length]);
        Assert.Equal((null, "10"), (cells["G"].DataType, cells["G"].CellValue!.Text));
        Assert.Equal(new DateTime(2025, 9, 12),
            DateTime.FromOADate(double.Parse(cells["F"].CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)).Date);
    }
}
