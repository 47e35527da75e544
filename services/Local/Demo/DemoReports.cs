using System.Text.Json;

namespace Platform.Local.Demo;

/// <summary>
/// Reports in work, each step by the user whose step it is: two communes whose offices fill the open quarter, and two reports of the
/// quarter before it that were opened again. Every step looks at what is there first, so that an interrupted load goes on.
/// </summary>
public sealed class DemoReports(Func<string, Task<HttpClient>> signIn, DemoReports.Send send)
{
    public delegate Task<JsonElement> Send(HttpClient client, HttpMethod method, string path, object? body, string? key);

    private const string Open = "2025-Q3";
    private const string Before = "2025-Q2";

    private enum Wanted
    {
        /// <summary>Half filled by its office.</summary>
        Begun,
        HandedIn,

        /// <summary>Handed in and sent back by the officer who puts the report together.</summary>
        Returned,
    }

    /// <summary>Chu Văn An is far, Nam Sách has just begun; parts that are not named are untouched.</summary>
    private static readonly (string Unit, string Part, string Office, Wanted Wanted, string Words)[] Parts =
    [
        ("10549", "L1", "vhxh", Wanted.HandedIn, "Ủy ban nhân dân phường giao ban cải cách hành chính hằng tháng, đã kiểm tra các phòng, đơn vị theo kế hoạch."),
        ("10549", "L2", "vp", Wanted.HandedIn, "Các văn bản đến kỳ rà soát đã được rà soát và xử lý theo quy định."),
        ("10549", "L3", "hcc", Wanted.Returned, "Thủ tục hành chính được niêm yết, công khai đầy đủ tại Trung tâm Phục vụ hành chính công."),
        ("10549", "L6", "kt", Wanted.HandedIn, "Dự toán và quyết toán ngân sách được công khai đúng thời hạn."),
        ("10549", "L5", "vhxh", Wanted.Begun, "Đang tổng hợp kết quả cử công chức đi bồi dưỡng trong quý."),
        ("10606", "L6", "kt", Wanted.HandedIn, "Xã thực hiện công khai ngân sách hằng quý; giải ngân theo tiến độ được giao."),
        ("10606", "L3", "hcc", Wanted.Begun, "Đang đối chiếu số hồ sơ với Cổng Dịch vụ công quốc gia."),
    ];

    /// <param name="quarter">Number of the open quarter in <see cref="DemoFigures.Values"/>.</param>
    public async Task LoadAsync(int quarter)
    {
        using var admin = await signIn("city-admin");
        foreach (var unit in Parts.GroupBy(p => p.Unit))
        {
            using var officer = await signIn($"{unit.Key}-officer");
            var parts = (await ReadAsync(officer, $"/api/reports/{Open}/{unit.Key}/parts")).GetProperty("parts").EnumerateArray()
                .ToDictionary(p => p.GetProperty("code").GetString()!);
            var figures = DemoFigures.Values(unit.Key, quarter);
            foreach (var (_, part, office, wanted, words) in unit)
                await WorkAsync(officer, unit.Key, parts[part], $"{unit.Key}-{office}", wanted, figures, $"{words} (dữ liệu demo)");
        }
        using (var officer = await signIn("10549-officer"))
            await NoteAsync(officer, Open, "10549", "HS_TIEPNHAN", "Số hồ sơ tiếp nhận có tính hồ sơ chuyển từ kỳ trước sang không? (dữ liệu demo)");
        await NoteAsync(admin, Open, "10549", "HS_TIEPNHAN", "Không tính; hồ sơ kỳ trước chuyển sang chỉ nằm ở dòng đang giải quyết. (dữ liệu demo)");
        await CorrectAsync(admin, "10552", quarter - 1, "accepted");
        await CorrectAsync(admin, "10570", quarter - 1, "submitted");
    }

    /// <summary>One part of the open quarter, as far as wanted.</summary>
    private async Task WorkAsync(
        HttpClient officer, string unit, JsonElement part, string user, Wanted wanted, Dictionary<string, decimal> figures, string words)
    {
        var (state, at) = (part.GetProperty("state").GetString()!, $"/api/reports/{Open}/{unit}/parts/{part.GetProperty("code").GetString()}");
        if (state is "notStarted" or "inProgress")
        {
            using var office = await signIn(user);
            var codes = part.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).ToList();
            var own = codes.Where(figures.ContainsKey).ToList();
            await send(office, HttpMethod.Put, at, new
            {
                values = own.Take(wanted == Wanted.Begun ? own.Count / 2 : own.Count).ToDictionary(c => c, c => figures[c]),
                narrative = codes.Where(DemoFigures.Narrative("", Open).ContainsKey).ToDictionary(c => c, _ => words),
            }, null);
            if (wanted != Wanted.Begun)
                await send(office, HttpMethod.Post, $"{at}/hand-in", new { }, null);
        }
        if (wanted == Wanted.Returned && state != "returned")
            await send(officer, HttpMethod.Post, $"{at}/return", new { reason = "Số hồ sơ trực tuyến chưa khớp với Cổng Dịch vụ công; đề nghị đối chiếu lại. (dữ liệu demo)" }, null);
    }

    /// <summary>
    /// A report accepted long ago: opened again at the unit's wish, corrected and sent, returned with reasons per line, one line corrected
    /// and one explained, sent once more and, as far as wanted, accepted.
    /// </summary>
    private async Task CorrectAsync(HttpClient admin, string unit, int quarter, string last)
    {
        using var leader = await signIn($"{unit}-leader");
        var at = $"/api/reports/{Before}/{unit}";
        while (true)
        {
            var report = await ReadAsync(leader, at);
            var (state, submission) = (report.GetProperty("state").GetString()!, report.GetProperty("submission").GetInt32());
            if (submission == 3 && state == last)
                return;
            switch (state)
            {
                case "accepted":
                    await NoteAsync(leader, Before, unit, null, "Đề nghị mở lại: số hồ sơ tiếp nhận còn thiếu hồ sơ nộp ở điểm tiếp nhận lưu động. (dữ liệu demo)");
                    await send(admin, HttpMethod.Post, $"{at}/reopen", new { reason = "Theo đề nghị của đơn vị: bổ sung hồ sơ của điểm tiếp nhận lưu động. (dữ liệu demo)" }, null);
                    break;
                case "reopened":
                    await SaveAsync(leader, unit, quarter, ("HS_TIEPNHAN", 60));
                    await send(leader, HttpMethod.Post, $"{at}/submit", new { }, null);
                    break;
                case "submitted" when submission == 2:
                    await send(admin, HttpMethod.Post, $"{at}/return", new
                    {
                        message = "Số hồ sơ tiếp nhận đã tăng nhưng số đang giải quyết chưa đổi. (dữ liệu demo)",
                        reasons = new[]
                        {
                            new { item = "HS_DANGGQ", reason = "Phải cộng cả hồ sơ mới bổ sung." },
                            new { item = "PA_TIEPNHAN", reason = "Đối chiếu với số trên hệ thống phản ánh, kiến nghị." },
                        },
                    }, null);
                    break;
                case "returned":
                    await SaveAsync(leader, unit, quarter, ("HS_TIEPNHAN", 60), ("HS_DANGGQ", 60));
                    await send(leader, HttpMethod.Put, $"{at}/explanations", new
                    {
                        lines = new Dictionary<string, string> { ["PA_TIEPNHAN"] = "Đã đối chiếu ngày chốt số liệu, số đã báo cáo là đúng. (dữ liệu demo)" },
                    }, null);
                    await send(leader, HttpMethod.Post, $"{at}/submit", new { }, null);
                    break;
                case "submitted":
                    await send(admin, HttpMethod.Post, $"{at}/accept", new { }, null);
                    break;
                default:
                    throw new LocalPlatformException(StartFailure.Demo($"it found the report {Before} of {unit} in state {state}"));
            }
        }
    }

    private async Task SaveAsync(HttpClient leader, string unit, int quarter, params (string Code, decimal More)[] changes)
    {
        var report = await ReadAsync(leader, $"/api/reports/{Before}/{unit}");
        var values = DemoFigures.Values(unit, quarter);
        foreach (var (code, more) in changes)
            values[code] += more;
        await send(leader, HttpMethod.Put, $"/api/reports/{Before}/{unit}", new { values, narrative = report.GetProperty("narrative") }, null);
    }

    private Task NoteAsync(HttpClient client, string period, string unit, string? item, string text) =>
        send(client, HttpMethod.Post, $"/api/reports/{period}/{unit}/notes", new { item, text }, $"demo-note-{period}-{unit}-{text.Length}");

    private Task<JsonElement> ReadAsync(HttpClient client, string path) => send(client, HttpMethod.Get, path, null, null);
}
