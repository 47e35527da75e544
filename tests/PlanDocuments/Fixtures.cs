namespace Platform.PlanDocuments.Tests;

internal static class Fixtures
{
    /// <summary>Fictional units, but for the two whose names differ in diacritics only.</summary>
    public static readonly IReadOnlyList<KnownUnit> Units =
    [
        new("90001", "Bến Đồi", "Xã Bến Đồi", "xa"),
        new("90002", "Vân Thượng", "Phường Vân Thượng", "phuong"),
        new("90003", "Lạc Tân", "Xã Lạc Tân", "xa"),
        new("90004", "Hòa Thủy", "Xã Hòa Thủy", "xa"),
        new("10888", "Cẩm Giang", "Xã Cẩm Giang", "xa"),
        new("10903", "Cẩm Giàng", "Xã Cẩm Giàng", "xa"),
    ];

    public static PlanDocument Sample(string name) => PlanDocumentReader.Read(Text(name), Units);

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));

    public static IEnumerable<string> Codes(this PlanDocument document) => document.Findings.Select(f => f.Code);
}
