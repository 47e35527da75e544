namespace Platform.Contracts.Units;

/// <summary>Units of a city are ranked among their like, in two blocks (khối), as they stand on the wire.</summary>
public static class RankingBlocks
{
    /// <summary>Khối phường.</summary>
    public const string Wards = "phuong";

    /// <summary>Khối xã, with the special zones (đặc khu).</summary>
    public const string Communes = "xa";

    public static bool IsBlock(string? block) => block is Wards or Communes;
}
