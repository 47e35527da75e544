using Platform.Contracts.Periods;
using Platform.OfficialDocuments;
using Platform.Reporting.Model.Templates;

namespace Platform.Reporting.Exports;

/// <summary>What a report says of itself in its head and foot.</summary>
public static class ReportWording
{
    /// <summary>What the report is about: the template's title without "Báo cáo" and "định kỳ", which the period says better.</summary>
    public static string Subject(Template template, PeriodCode period)
    {
        var topic = template.Title;
        if (topic.StartsWith("Báo cáo ", StringComparison.OrdinalIgnoreCase))
            topic = topic["Báo cáo ".Length..];
        if (topic.EndsWith(" định kỳ", StringComparison.OrdinalIgnoreCase))
            topic = topic[..^" định kỳ".Length];
        if (!topic.StartsWith("kết quả", StringComparison.OrdinalIgnoreCase))
            topic = $"kết quả {topic}";
        return $"{topic} {OfficialWording.Period(period)}";
    }

    /// <summary>The day of the submission; a draft leaves it open.</summary>
    public static string Date(ReportHeader header) => header.Submission is { } sent
        ? OfficialWording.Date(VietnamTime.DateOf(sent.SubmittedAt))
        : $"ngày      tháng      năm {header.Cutoff.Year}";

    /// <summary>The small line at the foot of each page: what the file shows.</summary>
    public static string FootLine(ReportHeader header) => header.Submission is { } sent
        ? $"Số biên nhận {sent.Receipt}; SHA-256 {sent.Sha256}"
        : $"Dự thảo, bản sửa thứ {header.Revision}, trạng thái: {header.State}";
}
