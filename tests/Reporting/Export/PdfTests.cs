using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Reporting.Exports;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests.Export;

[Collection("Reporting")]
public sealed class PdfTests(ReportingPlatform reporting)
{
    private static LibreOffice At(string? path) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["LibreOffice:Path"] = path }).Build(),
        NullLogger<LibreOffice>.Instance);

    private sealed class LibreOfficeFactAttribute : FactAttribute
    {
        public LibreOfficeFactAttribute()
        {
            using var here = At(null);
            Skip = here.NotInstalled is null ? null : "LibreOffice is not installed.";
        }
    }

    [LibreOfficeFact]
    public async Task Pdf_OfASubmittedReport_IsAPdf()
    {
        var unit = await reporting.SubmittedAsync();
        using var answer = await reporting.Leader(unit).GetAsync(Path(unit, "export?format=pdf"));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(bytes[..5]), StringComparison.Ordinal);
        Assert.Equal($"bao-cao-{Period}-{unit}.pdf", answer.Content.Headers.ContentDisposition?.FileName);
    }

    [Fact]
    public async Task WithoutTheProgram_TheAnswerSaysSo()
    {
        using var none = At("/nowhere/soffice");
        Assert.Equal("RPT-0101", (await none.ToPdfAsync([[1]], default)).Failure!.Error.Code);
    }

    [Fact]
    public async Task AProgramThatMakesNothing_IsAFailure_AndLeavesNothingBehind()
    {
        using var none = At("/bin/true");
        Assert.Equal("RPT-0103", (await none.ToPdfAsync([[1]], default)).Failure!.Error.Code);
    }
}
