using Platform.ServiceDefaults.Errors;

namespace Platform.Indicators.Errors;

/// <summary>Stable codes of the indicators service.</summary>
public static class IndicatorErrors
{
    public static readonly ErrorCode Unknown = new("IND-0001", 404, "Unknown indicator");
    public static readonly ErrorCode RebuildRuns = new("IND-0010", 409, "The time series is being rebuilt already");
    public static readonly ErrorCode NoRebuild = new("IND-0011", 404, "The time series was never rebuilt");

    // Codes of single findings.
    public const string UnknownIndicator = "IND-1001";
    public const string FromReports = "IND-1002";
    public const string UnknownUnit = "IND-1003";
    public const string BadPeriod = "IND-1004";
    public const string BadNumerator = "IND-1005";
    public const string BadDenominator = "IND-1006";
    public const string BadStatus = "IND-1007";
    public const string BadCount = "IND-1008";
}
