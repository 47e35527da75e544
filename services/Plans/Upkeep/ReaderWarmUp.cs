using System.Text;
using Platform.Contracts.Units;
using Platform.Plans.Errors;
using Platform.Plans.Import;
using Platform.ServiceDefaults.Reading;

namespace Platform.Plans.Upkeep;

/// <summary>
/// Reads a small plan once after the start: the first reading of a worker costs many times the later ones, which no upload should pay.
/// </summary>
public sealed class ReaderWarmUp(FileReading reading) : BackgroundService
{
    private const string Sample =
        "ỦY BAN NHÂN DÂN\nXÃ MẪU\n\nSố: 1/KH-UBND\n\nMẫu, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
        + "Căn cứ Luật;\n\nII. CHỈ TIÊU\n\n1. Mức độ hài lòng đạt tối thiểu 90%.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n\n"
        + "TT\tNội dung\tChủ trì\tPhối hợp\tThời gian\tSản phẩm\nI\tCải cách thể chế\t\t\t\t\n"
        + "1\tRà soát\tVăn phòng\tCác phòng\tTrước ngày 10/12/2026\tBáo cáo\n2\tTheo dõi\tVăn phòng\tCác phòng\tHằng quý\tBáo cáo\n";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => reading.ReadAsync<PlanReader, PlanFile, PlanRead>(
        Encoding.UTF8.GetBytes(Sample), new("mau.txt", [new("00000", "Mẫu", "Xã Mẫu", OrgUnitKinds.Commune)]), PlanErrors.Unreadable, stoppingToken);
}
