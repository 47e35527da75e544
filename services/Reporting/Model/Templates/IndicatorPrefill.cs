using System.Text.RegularExpressions;

namespace Platform.Reporting.Model.Templates;

/// <summary>
/// A first value taken from a directly measured indicator of the same unit and period: <c>indicators.MC-DUNGHAN.numerator</c>.
/// </summary>
/// <param name="Figure">value, numerator or denominator.</param>
public sealed partial record IndicatorPrefill(string Indicator, string Figure)
{
    public const string Shape = "indicators.{mã}.value|numerator|denominator";

    public static IndicatorPrefill? Parse(string? prefill) =>
        prefill is not null && Pattern().Match(prefill) is { Success: true } found
            ? new(found.Groups[1].Value, found.Groups[2].Value) : null;

    [GeneratedRegex(@"\Aindicators\.([A-Z0-9][A-Z0-9-]{0,59})\.(value|numerator|denominator)\z")]
    private static partial Regex Pattern();
}
