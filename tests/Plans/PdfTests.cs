using System.Text;
using Platform.Plans.Answers;
using Platform.Plans.Import;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>Plans as PDF, through pdftotext where it is installed.</summary>
public sealed class PdfTests
{
    private const string Blank = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n";

    private static Task<byte[]> FileAsync(string name) => File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, name));

    [PdfFact]
    public async Task Pdf_WithATextLayer_BecomesADraft()
    {
        await using var platform = await TestPlatform.StartAsync(["Plans"], "2026-01-15T08:00:00+07:00");
        var unit = platform.NextUnit();
        var plan = await platform.Officer("Plans", unit).ImportPlanAsync(unit, await FileAsync("tan-minh-2026.pdf"), "ke-hoach.PDF")
            .ReadAsync<PlanView>();
        Assert.Equal((27, 5, "2026", "25/KH-UBND"), (plan.Tasks.Count, plan.Targets.Count, plan.Period, plan.Decision.Number));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "plan-*.pdf"));
    }

    [PdfFact]
    public async Task Pdf_WithAPassword_SaysSo() =>
        Assert.Contains(
            "mật khẩu", (await PdfText.ReadAsync(await FileAsync("dat-mat-khau.pdf"), default)).Failure!.Detail, StringComparison.Ordinal);

    [PdfFact]
    public async Task Pdf_WithoutText_SaysSo() =>
        Assert.Contains(
            "không có lớp văn bản", (await PdfText.ReadAsync(Encoding.ASCII.GetBytes(Blank), default)).Failure!.Detail,
            StringComparison.Ordinal);

    [PdfFact]
    public async Task Pdf_Broken_SaysSo() =>
        Assert.Equal("PLN-0003", (await PdfText.ReadAsync("%PDF-1.7 và hết"u8.ToArray(), default)).Failure!.Error.Code);

    [Fact]
    public async Task Pdf_WithoutTheProgram_SaysWhatIsMissing() =>
        Assert.Equal("PLN-0009", (await PdfText.ReadAsync(Encoding.ASCII.GetBytes(Blank), default, "no-such-program")).Failure!.Error.Code);

    [Fact]
    public async Task Pdf_ThatIsNone_IsRefusedWithoutStartingAnything() =>
        Assert.Equal("PLN-0003", (await PdfText.ReadAsync("khong phai pdf"u8.ToArray(), default, "no-such-program")).Failure!.Error.Code);

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PdfFactAttribute : FactAttribute
    {
        public PdfFactAttribute()
        {
            var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Any(p => File.Exists(Path.Combine(p, "pdftotext")));
            if (!found)
                Skip = "pdftotext (poppler-utils) is not installed.";
        }
    }
}
