using Microsoft.AspNetCore.Http.Features;
using Platform.Plans.Amend;
using Platform.Plans.Cascade;
using Platform.Plans.Changes;
using Platform.Plans.Copy;
using Platform.Plans.Create;
using Platform.Plans.Export;
using Platform.Plans.History;
using Platform.Plans.Import;
using Platform.Plans.Revise;
using Platform.Plans.Storage;
using Platform.Plans.Upkeep;
using Platform.Plans.View;
using Platform.Plans.Way;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans;

/// <summary>Reform plans: documents read into drafts, corrected, approved, issued, amended, handed down.</summary>
public static class PlansService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Plans", args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = ImportEndpoint.LargestFile + (1024 * 1024));
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = ImportEndpoint.LargestFile + (1024 * 1024));
        builder.AddPlatformDb<PlansDb>("plans");
        builder.AddOrgUnits();
        builder.Services.AddScoped<PlanStore>();
        builder.Services.AddScoped<PlanViews>();
        builder.Services.AddFileReading();
        builder.Services.AddHostedService<ReaderWarmUp>();

        var app = builder.Build().UsePlatform();
        app.MapImport();
        app.MapCreate();
        app.MapCopy();
        app.MapViewPlans();
        app.MapExport();
        app.MapRevise();
        app.MapSteps();
        app.MapAmend();
        app.MapHistory();
        app.MapCascade();
        app.MapCascaded();
        app.MapAnswers();
        app.MapOutbox<PlansDb>("/api/plans");
        return app;
    }

    public static Task PrepareAsync(this WebApplication app) => app.MigrateAsync<PlansDb>();
}
