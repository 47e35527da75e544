using Platform.Reporting.Model.Reports;

namespace Platform.Reporting.Queue;

/// <summary>Where half of the similar communes lie.</summary>
/// <param name="Count">Of communes measured.</param>
public sealed record Spread(int Count, decimal Lower, decimal Median, decimal Upper);

/// <summary>Which figures a reviewer should look at, and why. Pure.</summary>
public static class Outliers
{
    /// <summary>Fewer similar communes say nothing about the one.</summary>
    public const int FewestToCompare = 8;
    private const decimal Fence = 1.5m;
    private const decimal LargestChange = 0.5m;

    /// <summary>Quartiles by linear interpolation; null for too few values.</summary>
    public static Spread? SpreadOf(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count < FewestToCompare ? null : new(sorted.Count, At(sorted, 0.25m), At(sorted, 0.5m), At(sorted, 0.75m));
    }

    /// <param name="isRatio">Ratios lie between 0 and about 1 and are compared in percentage points.</param>
    public static IReadOnlyList<string> Reasons(decimal value, decimal? before, Spread? similar, bool isRatio)
    {
        var reasons = new List<string>();
        if (similar is { } s && s.Upper > s.Lower)
        {
            var reach = Fence * (s.Upper - s.Lower);
            if (value < s.Lower - reach)
            {
                reasons.Add(
                    $"Thấp khác thường so với {s.Count} đơn vị cùng khối: {Show(value, isRatio)}, trung vị {Show(s.Median, isRatio)}.");
            }
            else if (value > s.Upper + reach)
            {
                reasons.Add(
                    $"Cao khác thường so với {s.Count} đơn vị cùng khối: {Show(value, isRatio)}, trung vị {Show(s.Median, isRatio)}.");
            }
        }
        if (isRatio && value > 1)
            reasons.Add($"Tỷ lệ vượt 100%: {Show(value, isRatio)}.");
        if (before is { } b)
        {
            if (b > 0 && value == 0)
                reasons.Add($"Bằng 0, kỳ trước {Show(b, isRatio)}.");
            else if (isRatio ? Math.Abs(value - b) >= LargestChange : b > 0 && Math.Abs(value - b) / b >= LargestChange
                && Math.Abs(value - b) >= 10)
            {
                reasons.Add($"{(value > b ? "Tăng" : "Giảm")} mạnh so với kỳ trước: {Show(b, isRatio)} → {Show(value, isRatio)}.");
            }
        }
        return reasons;
    }

    private static decimal At(List<decimal> sorted, decimal share)
    {
        var position = share * (sorted.Count - 1);
        var index = (int)position;
        return index + 1 == sorted.Count ? sorted[index] : sorted[index] + ((position - index) * (sorted[index + 1] - sorted[index]));
    }

    private static string Show(decimal value, bool isRatio) =>
        isRatio ? $"{ContentRules.Show(decimal.Round(value * 100, 1))}%" : ContentRules.Show(decimal.Round(value, 2));
}
