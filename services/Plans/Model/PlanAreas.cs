namespace Platform.Plans.Model;

/// <summary>The seven areas of reform by their usual names.</summary>
public static class PlanAreas
{
    private static readonly string[] Titles =
    [
        "Công tác chỉ đạo, điều hành", "Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy",
        "Cải cách chế độ công vụ", "Cải cách tài chính công",
        "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
    ];

    public static string Title(int area) => Titles[area - 1];
}
