using System.Globalization;
using System.Text;

namespace Platform.Local.Demo;

/// <summary>Invented but plausible figures, the same at every load: derived from the unit's code and the quarter alone.</summary>
public static class DemoFigures
{
    private static readonly string[] Sections =
    [
        "Chỉ đạo, điều hành", "Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ",
        "Cải cách tài chính công", "Chính quyền điện tử, chính quyền số", "Hạn chế và nguyên nhân", "Phương hướng kỳ tới",
    ];

    /// <summary>All items of the quarterly template; parts never exceed their wholes.</summary>
    /// <param name="quarter">Quarters since the first one of the demo: figures improve slowly.</param>
    public static Dictionary<string, decimal> Values(string unit, int quarter)
    {
        var random = new Random((int.Parse(unit, CultureInfo.InvariantCulture) * 31) + quarter);
        // How good this unit is, from 0 to 1; steady per unit, better over time.
        var level = Math.Min(1, 0.72 + (0.22 * new Random(int.Parse(unit, CultureInfo.InvariantCulture)).NextDouble()) + (0.008 * quarter));
        var values = new Dictionary<string, decimal>();

        decimal Whole(string code, int from, int to) => values[code] = random.Next(from, to + 1);
        decimal Part(string code, decimal of, double share) =>
            values[code] = Math.Min(of, Math.Round(of * (decimal)Math.Clamp(share + ((random.NextDouble() - 0.5) * 0.08), 0, 1)));

        var done = Part("KH_HOANTHANH", Whole("KH_NHIEMVU", 20, 45), level - 0.05);
        Part("KH_DUNGHAN", done, level);
        Part("TP_GIAO_DUNGHAN", Whole("TP_GIAO", 10, 60), level);
        Part("KT_DAKIEMTRA", Whole("KT_DONVI", 4, 8), level - 0.4);
        Part("KT_DAXULY", Whole("KT_VANDE", 2, 12), level);
        Whole("TT_TINBAI", 5, 60);
        Whole("SK_SANGKIEN", 0, 4);
        Whole("VB_BANHANH", 0, 5);
        Part("VB_DARASOAT", Whole("VB_CANRASOAT", 5, 30), level + 0.1);
        Part("VB_DAXULY", Whole("VB_CANXULY", 1, 8), level);
        Whole("PB_CUOC", 1, 12);
        Whole("PB_LUOT", 50, 2000);
        Part("TTHC_CONGKHAI", Whole("TTHC_TONG", 350, 420), level + 0.12);
        var received = Whole("HS_TIEPNHAN", 900, 6000);
        var settled = Part("HS_GIAIQUYET", received, 0.93);
        Part("HS_DUNGHAN", settled, level + 0.07);
        var open = values["HS_DANGGQ"] = received - settled;
        Part("HS_DANGGQ_QUAHAN", open, 1 - level);
        Part("HS_DONGBO", received, level + 0.1);
        Part("PA_DUNGHAN", Whole("PA_TIEPNHAN", 3, 40), level);
        Part("HL_HAILONG", Whole("HL_PHIEU", 100, 900), level + 0.05);
        Part("XL_DAXINLOI", Whole("XL_PHAI", 1, 30), level);
        Part("BC_COMAT", Whole("BC_GIAO", 40, 80), 0.93);
        Part("QC_BANHANH", Whole("QC_PHAI", 4, 6), level + 0.15);
        Whole("DV_TONG", 3, 20);
        Whole("TG_TINHGIAN", 0, 6);
        var staff = Whole("CC_TONG", 45, 110);
        Part("CC_VTVL", staff, level + 0.1);
        Part("CC_DATCHUAN", staff, level + 0.08);
        Part("DT_THUCHIEN", Whole("DT_KEHOACH", 10, 60), level);
        Whole("CV_KIEMTRA", 0, 4);
        Whole("CV_KYLUAT", 0, 2);
        Part("NS_THU_THUCHIEN", Whole("NS_THU_DUTOAN", 8_000, 90_000), level);
        Part("DT_GIAINGAN", Whole("DT_VONKEHOACH", 5_000, 60_000), level - 0.15);
        Part("CK_DACONGKHAI", Whole("CK_PHAI", 4, 10), level + 0.1);
        Part("KN_DATHUCHIEN", Whole("KN_PHAI", 1, 10), level);
        Part("DVC_TRUCTUYEN", Whole("DVC_DUDIEUKIEN", 200, 320), level + 0.1);
        Part("HS_TRUCTUYEN", received, level - 0.08);
        Part("TT_TRUCTUYEN", Whole("TT_GIAODICH", 300, 2500), level - 0.2);
        Part("SH_HOSO", received, level);
        Part("SH_KETQUA", settled, level);
        Part("SH_TAISUDUNG", received, level - 0.45);
        Part("VB_KYSO", Whole("VB_DI", 300, 1500), level + 0.1);
        Part("HSCV_MANG", Whole("HSCV_TONG", 100, 800), level + 0.06);
        return values;
    }

    public static Dictionary<string, string> Narrative(string unitName, string period) => Sections
        .Select((title, i) => (Code: $"S{i + 1}", Text: $"[Dữ liệu demo] {unitName}, kỳ {period}: {title.ToLowerInvariant()} được triển khai theo kế hoạch."))
        .ToDictionary(s => s.Code, s => s.Text);

    /// <summary>A plan document of the usual layout, for the importer to read.</summary>
    public static string PlanText(string unitName)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"**ỦY BAN NHÂN DÂN  \n{unitName.ToUpperInvariant()}**\n\nSố: 01/KH-UBND\n");
        text.AppendLine("## **KẾ HOẠCH**\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"### **Cải cách hành chính {unitName} năm 2025 (dữ liệu demo)**\n");
        text.AppendLine("## **II. MỘT SỐ CHỈ TIÊU CHỦ YẾU**\n");
        text.AppendLine("1. Hoàn thành 100% nhiệm vụ được Ủy ban nhân dân thành phố giao đảm bảo tiến độ, chất lượng.\n");
        text.AppendLine("2. Mức độ hài lòng của người dân và doanh nghiệp về giải quyết thủ tục hành chính đạt 90% trở lên.\n");
        text.AppendLine("3. Tỷ lệ hồ sơ giải quyết trực tuyến trên tổng số hồ sơ đạt tối thiểu 85%.\n");
        text.AppendLine("**Phụ lục**  \n**DANH MỤC NHIỆM VỤ CỤ THỂ**\n");
        text.AppendLine("TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian thực hiện/ hoàn thành\tSản phẩm");
        var number = 0;
        foreach (var (area, rows) in Annex)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"<b>{area}</b>\t\t\t\t\t");
            foreach (var (content, lead, deadline, product) in rows)
                text.AppendLine(CultureInfo.InvariantCulture, $"{++number}\t{content}\t{lead}\tCác phòng, đơn vị\t{deadline}\t{product}");
        }
        return text.ToString();
    }

    private const string Culture = "Phòng Văn hóa - Xã hội";
    private const string Office = "Văn phòng HĐND và UBND";
    private const string Economy = "Phòng Kinh tế";
    private const string OneStop = "Trung tâm Phục vụ hành chính công";

    private static readonly (string Area, (string Content, string Lead, string Deadline, string Product)[] Rows)[] Annex =
    [
        ("I. Chỉ đạo điều hành, kiểm tra và tuyên truyền",
        [
            ("Ban hành Kế hoạch cải cách hành chính năm 2025", Culture, "Trước ngày 31/01/2025", "Kế hoạch"),
            ("Báo cáo cải cách hành chính hàng quý và năm", Culture, "Trước ngày 15 của tháng cuối quý", "Báo cáo"),
            ("Tự kiểm tra cải cách hành chính tối thiểu 30% phòng, đơn vị", Culture, "Quý III/2025", "Thông báo kết luận"),
            ("Tuyên truyền cải cách hành chính trên hệ thống truyền thanh cơ sở", Culture, "Thường xuyên", "Tin, bài"),
        ]),
        ("II. Cải cách thể chế",
        [
            ("Rà soát văn bản quy phạm pháp luật năm 2025", Office, "Quý IV/2025", "Báo cáo"),
            ("Theo dõi tình hình thi hành pháp luật", Office, "Trước ngày 10/12/2025", "Báo cáo"),
        ]),
        ("III. Cải cách thủ tục hành chính",
        [
            ("Rà soát, đơn giản hóa thủ tục hành chính", OneStop, "Quý II/2025", "Phương án"),
            ("Công khai thủ tục hành chính tại nơi tiếp nhận và trên cổng", OneStop, "Thường xuyên", "Thủ tục được công khai"),
            ("Khảo sát mức độ hài lòng của người dân", OneStop, "Hàng quý", "Báo cáo khảo sát"),
            ("Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực", OneStop, "Trước ngày 30/6/2025", "Kết quả số hóa"),
        ]),
        ("IV. Cải cách tổ chức bộ máy",
        [
            ("Ban hành quy chế làm việc của các phòng, đơn vị", Office, "Tháng 7/2025", "Quy chế"),
            ("Rà soát chức năng, nhiệm vụ sau sắp xếp", Culture, "Theo Văn bản của UBND thành phố", "Báo cáo"),
        ]),
        ("V. Cải cách chế độ công vụ",
        [
            ("Xây dựng Kế hoạch đào tạo, bồi dưỡng công chức năm 2025", Culture, "Quý I/2025", "Kế hoạch"),
            ("Kiểm tra kỷ luật, kỷ cương hành chính", Culture, "Quý III,IV/2025", "Báo cáo"),
        ]),
        ("VI. Cải cách tài chính công",
        [
            ("Công khai dự toán, quyết toán ngân sách", Economy, "Hàng quý", "Báo cáo công khai"),
            ("Giải ngân vốn đầu tư công đạt tối thiểu 95%", Economy, "Cả năm 2025", "Báo cáo"),
        ]),
        ("VII. Xây dựng Chính quyền điện tử, Chính quyền số",
        [
            ("Ban hành và triển khai Kế hoạch chuyển đổi số năm 2025", Culture, "Trong tháng 3/2025", "Kế hoạch"),
            ("Duy trì hệ thống quản lý chất lượng TCVN ISO", Office, "Cả năm 2025", "Báo cáo"),
        ]),
    ];
}
