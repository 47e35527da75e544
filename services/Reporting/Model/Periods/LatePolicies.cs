namespace Platform.Reporting.Model.Periods;

/// <summary>What happens to a report that comes after the commune deadline.</summary>
public static class LatePolicies
{
    public const string Accept = "accept";
    public const string Until = "until";
    public const string Refuse = "refuse";

    public static readonly IReadOnlyList<string> All = [Accept, Until, Refuse];
}
