using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.Changes;

/// <summary>The checks in front of every use case that makes a plan for a unit.</summary>
public static class UnitAccess
{
    public static async Task<Result<OrgUnitInfo>> WritableAsync(
        OrgUnitDirectory directory, string code, Caller caller, CancellationToken stop) =>
        (await directory.GetAsync(stop)).Find(code)
            .Then<OrgUnitInfo>(unit => Rights.WritePlans.Refusal(caller, unit) is { } refusal ? refusal : unit);
}
