using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.View;

/// <summary>The checks in front of every use case that makes a plan for a unit.</summary>
public static class PlanUnits
{
    public static async Task<Result<OrgUnitInfo>> WritableAsync(OrgUnitDirectory directory, string code, Caller caller, CancellationToken stop)
    {
        var unit = (await directory.GetAsync(stop)).Find(code);
        if (unit.Failure is not null)
            return unit;
        return Rights.WritePlans.Refusal(caller, unit.Value) is { } refusal ? refusal : unit;
    }
}
