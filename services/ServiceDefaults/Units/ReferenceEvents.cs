using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Events;
using Platform.ServiceDefaults.Events;

namespace Platform.ServiceDefaults.Units;

internal static class ReferenceEvents
{
    /// <summary>Every service that holds copies of Identity's reference data hears of their changes; the others have nothing to hear.</summary>
    public static void MapReferenceEvents(this WebApplication app)
    {
        if (app.Services.GetService<ReferenceVersion>() is { } reference)
            app.MapEvent<OrgUnitChangedV1>(Topics.OrgUnitChanged, (e, _, _) => Tell(reference, e));
    }

    private static Task Tell(ReferenceVersion reference, OrgUnitChangedV1 e)
    {
        reference.Tell(e.ReferenceVersion);
        return Task.CompletedTask;
    }
}
