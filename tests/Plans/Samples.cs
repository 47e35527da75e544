using System.Text;
using System.Text.Json;
using Platform.Plans.Answers;
using Platform.Plans.Revise;
using Platform.ServiceDefaults.Text;
using Platform.Testing;

namespace Platform.Plans.Tests;

/// <summary>A plan document and the calls that most tests begin with.</summary>
internal static class Samples
{
    public const string Plan = """
        **ỦY BAN NHÂN DÂN
        PHƯỜNG MẪU**

        Số: 12/KH-UBND

        Mẫu, ngày 05 tháng 7 năm 2025

        # KẾ HOẠCH

        **Cải cách hành chính 6 tháng cuối năm 2025**

        II. CHỈ TIÊU

        1. Mức độ hài lòng đạt tối thiểu 90%.

        2. Tỷ lệ hồ sơ quá hạn không quá 2%.

        | TT | Nội dung công việc | Cơ quan, đơn vị chủ trì | Cơ quan phối hợp | Thời hạn | Kết quả |
        |---|---|---|---|---|---|
        | I | **Cải cách thể chế** | | | | |
        | 1 | Rà soát văn bản | Văn phòng HĐND và UBND | Các phòng; Công an phường | Trước ngày 10/12/2025 | Báo cáo |
        | 2 | Theo dõi thi hành pháp luật | Văn phòng HĐND và UBND | | Hàng quý | Báo cáo |

        """;

    public static async Task<HttpResponseMessage> ImportPlanAsync(
        this HttpClient client, string unit, byte[] file, string name = "ke-hoach.md", string? key = null)
    {
        using var form =
            new MultipartFormDataContent { { new StringContent(unit), "orgUnit" }, { new ByteArrayContent(file), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/plans/import") { Content = form };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    public static Task<PlanView> DraftAsync(this TestPlatform platform, string unit, string text = Plan) =>
        platform.Admin("Plans").ImportPlanAsync(unit, Encoding.UTF8.GetBytes(text)).ReadAsync<PlanView>();

    public static async Task<PlanView> IssuedAsync(this TestPlatform platform, string unit, string text = Plan)
    {
        var draft = await platform.DraftAsync(unit, text);
        return await platform.Admin("Plans").PostAsync($"/api/plans/{draft.Id}/issue").ReadAsync<PlanView>();
    }

    public static Task<PlanView> PlanAsync(this HttpClient client, Guid id) => client.GetAsync($"/api/plans/{id}").ReadAsync<PlanView>();

    /// <summary>The view sent back as it came, as a page does that changes one field.</summary>
    public static PlanInput Input(this PlanView plan) =>
        JsonSerializer.Deserialize<PlanInput>(
            JsonSerializer.Serialize(plan, PlatformJson.Options), PlatformJson.Options)! with
        { Resolved = null };
}
