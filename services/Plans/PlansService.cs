using Microsoft.AspNetCore.Http.Features;
using Platform.Plans.Import;
using Platform.Plans.Issue;
using Platform.Plans.Storage;
using Platform.Plans.View;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;

namespace Platform.Plans;

/// <summary>Reform plans: documents read into drafts, drafts issued.</summary>
public static class PlansService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Plans", args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = ImportEndpoint.LargestFile + (1024 * 1024));
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = ImportEndpoint.LargestFile + (1024 * 1024));
        builder.AddPlatformDb<PlansDb>("plans");
        builder.AddOrgUnits();

        var app = builder.Build().UsePlatform();
        app.MapImport();
        app.MapViewPlans();
        app.MapIssue();
        app.MapOutbox<PlansDb>("/api/plans");
        return app;
    }

    public static Task PrepareAsync(this WebApplication app) => app.MigrateAsync<PlansDb>();
}
