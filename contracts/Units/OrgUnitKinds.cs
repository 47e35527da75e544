namespace Platform.Contracts.Units;

/// <summary>Kinds of org units since 1 July 2025, as they stand on the wire.</summary>
public static class OrgUnitKinds
{
    public const string Nation = "nation";
    public const string Province = "province";

    /// <summary>Phường.</summary>
    public const string Ward = "phuong";

    /// <summary>Xã.</summary>
    public const string Commune = "xa";

    /// <summary>Đặc khu.</summary>
    public const string SpecialZone = "dac-khu";

    public static bool IsLeaf(string kind) => kind is Ward or Commune or SpecialZone;
}

/// <summary>Official unit codes: <c>VN</c>, two digits for a province, five for a commune. Text, leading zeros kept.</summary>
public static class OrgUnitCodes
{
    public const string Nation = "VN";

    /// <summary>Whether the code is one of a commune, ward or special zone.</summary>
    public static bool IsLeaf(string code) => code.Length == 5;

    public static bool IsWellFormed(string? code) =>
        code == Nation || (code is { Length: 2 or 5 } && code.All(char.IsAsciiDigit));
}
