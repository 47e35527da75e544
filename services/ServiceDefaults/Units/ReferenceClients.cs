using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Grpc.Identity;
using Platform.ServiceDefaults.Calls;

namespace Platform.ServiceDefaults.Units;

/// <summary>What Identity keeps for all: asked once, kept here, renewed when it changes.</summary>
public static class ReferenceClients
{
    /// <summary>The list of org units.</summary>
    public static void AddOrgUnits(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<OrgUnits.OrgUnitsClient>("Identity");
        builder.AddServiceClient<References.ReferencesClient>("Identity");
        builder.Services.AddSingleton<ReferenceVersion>();
        builder.Services.AddHostedService<ReferenceWatch>();
        builder.Services.AddSingleton<OrgUnitDirectory>();
        builder.Services.AddSingleton<IOrgUnits>(services => services.GetRequiredService<OrgUnitDirectory>());
    }

    /// <summary>The offices of a unit and the working-day calendar, both kept by Identity.</summary>
    public static void AddOfficesAndCalendar(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<Offices.OfficesClient>("Identity");
        builder.AddServiceClient<WorkCalendar.WorkCalendarClient>("Identity");
        builder.Services.AddSingleton<OfficeDirectory>();
        builder.Services.AddSingleton<WorkingDays>();
    }
}
