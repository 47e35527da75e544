using System.Text.Json;
using Platform.Contracts.Periods;
using Platform.Reporting.Exports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Tests.Export;

/// <summary>Reports to export, without a service: the shipped template and made-up content.</summary>
internal static class Samples
{
    public const string Receipt = "2025-Q4.11593.2.0a1b2c3d";
    public static readonly string Sha256 = new('a', 64);

    public static Template Template { get; } = Shipped();

    /// <summary>Sent on 5 January 2026 in the morning of Viet Nam, still the 4th in UTC.</summary>
    public static ReportHeader Submitted(string state = "đã gửi") => Draft(state) with
    {
        Submission = new(Receipt, Sha256, new DateTimeOffset(2026, 1, 4, 18, 30, 0, TimeSpan.Zero)),
    };

    public static ReportHeader Draft(string state = "bản nháp") => new(
        PeriodCode.Parse("2025-Q4"), new(2025, 9, 15), new(2025, 12, 14), "11593", "An Dương", "Phường An Dương", "Thành phố Hải Phòng",
        state, 3, null);

    public static ReportContent Content(params (string Section, string Text)[] narrative)
    {
        var values = Template.Items.Select((item, i) => (item.Code, Value: i * 1000m)).ToDictionary(v => v.Code, v => v.Value);
        values["NS_THU_THUCHIEN"] = 1234.5m;
        values.Remove("TT_TINBAI");
        var texts = Template.Sections.ToDictionary(s => s.Code, s => $"Đã thực hiện tốt nội dung “{s.Title}” ở mọi khu dân cư.");
        foreach (var (section, text) in narrative)
            texts[section] = text;
        return new(values, texts);
    }

    private static Template Shipped()
    {
        using var json = typeof(Template).Assembly.GetManifestResourceStream("cchc-dinhky.v1.json")!;
        return JsonSerializer.Deserialize<Template>(json, PlatformJson.Options)!;
    }
}
