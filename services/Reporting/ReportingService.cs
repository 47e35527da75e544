using Platform.Contracts.Grpc.Indicators;
using Platform.Contracts.Grpc.Tasks;
using Platform.Reporting.CityReports;
using Platform.Reporting.Cockpit;
using Platform.Reporting.Exchange;
using Platform.Reporting.Exports;
using Platform.Reporting.Periods;
using Platform.Reporting.Periods.Extraordinary;
using Platform.Reporting.Periods.Generate;
using Platform.Reporting.Queue;
using Platform.Reporting.Reminders;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Backfill;
using Platform.Reporting.Reports.Changes;
using Platform.Reporting.Reports.Explain;
using Platform.Reporting.Reports.Export;
using Platform.Reporting.Reports.Export.Bulk;
using Platform.Reporting.Reports.Notes;
using Platform.Reporting.Reports.Parts;
using Platform.Reporting.Reports.Parts.Assign;
using Platform.Reporting.Reports.Parts.HandIn;
using Platform.Reporting.Reports.Parts.Lease;
using Platform.Reporting.Reports.Parts.List;
using Platform.Reporting.Reports.Parts.Save;
using Platform.Reporting.Reports.Receipts;
using Platform.Reporting.Reports.Review;
using Platform.Reporting.Reports.SaveDraft;
using Platform.Reporting.Reports.Submit;
using Platform.Reporting.Reports.View;
using Platform.Reporting.Reports.Withdraw;
using Platform.Reporting.Storage;
using Platform.Reporting.Templates;
using Platform.Reporting.Templates.Drafts;
using Platform.Reporting.Templates.Export;
using Platform.Reporting.Templates.Import;
using Platform.Reporting.Upkeep;
using Platform.ServiceDefaults.Calls;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting;

/// <summary>Reporting periods, templates, reports and their way: draft, submitted, returned, accepted, reopened.</summary>
public static class ReportingService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Reporting", args);
        builder.AddPlatformDb<ReportingDb>("reporting");
        builder.AddOrgUnits();
        builder.AddOfficesAndCalendar();
        builder.AddServiceClient<TaskCounters.TaskCountersClient>("Tasks");
        builder.AddServiceClient<RecordedValues.RecordedValuesClient>("Indicators");
        builder.AddServiceClient<IndicatorCatalog.IndicatorCatalogClient>("Indicators");
        builder.Services.AddScoped<Suggestions>();
        builder.Services.AddSingleton<IndicatorSources>();
        builder.Services.AddSingleton<PeriodCalendar>();
        builder.Services.AddSingleton<TemplateCatalog>();
        builder.Services.AddSingleton<LibreOffice>();
        builder.Services.AddSingleton<ReportFiles>();
        builder.AddBulkExport();
        builder.Services.AddScoped<CityInputsReader>();
        builder.Services.AddScoped<Packages>();
        builder.Services.AddScoped<ReportStore>();
        builder.Services.AddScoped<ReportDesk>();
        builder.Services.AddScoped<TemplateVersions>();
        builder.Services.AddScoped<PartOffices>();
        builder.Services.AddScoped<PartDesk>();
        builder.Services.AddHostedService<CatalogRefresh>();
        builder.Services.AddScoped<Reminder>();
        builder.Services.AddScoped<OfficeReminder>();
        builder.Services.AddSingleton<ReminderSweep>();
        builder.Services.AddHostedService(s => s.GetRequiredService<ReminderSweep>());
        builder.Services.AddSingleton<OpeningSweep>();
        builder.Services.AddHostedService(s => s.GetRequiredService<OpeningSweep>());
        builder.Services.AddSingleton<ReopeningSweep>();
        builder.Services.AddHostedService(s => s.GetRequiredService<ReopeningSweep>());
        builder.Services.AddFileReading();

        var app = builder.Build().UsePlatform();
        app.MapPeriods();
        app.MapGeneratePeriods();
        app.MapAskForReport();
        app.MapQueue();
        app.MapQueueActions();
        app.MapCockpit();
        app.MapTimeliness();
        app.MapRemind();
        app.MapTemplates();
        app.MapTemplateDrafts();
        app.MapImportTemplate();
        app.MapExportTemplate();
        app.MapReceipts();
        app.MapViewReport();
        app.MapExportPeriod();
        app.MapExportReport();
        app.MapBulkExport();
        app.MapCityReport();
        app.MapExportCityReport();
        app.MapPackages();
        app.For(Rights.RebuildSeries).MapGrpcService<StandingReportsGrpc>();
        app.MapSaveDraft();
        app.MapSubmit();
        app.MapReview();
        app.MapWithdraw();
        app.MapExplain();
        app.MapChanges();
        app.MapNotes();
        app.MapVerify();
        app.MapListParts();
        app.MapSavePart();
        app.MapHandIn();
        app.MapLease();
        app.MapAssignParts();
        app.MapBackfill();
        app.MapOutbox<ReportingDb>("/api/reports");
        return app;
    }

    public static async Task PrepareAsync(this WebApplication app)
    {
        await app.MigrateAsync<ReportingDb>();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportingDb>();
        await TemplateCatalog.SeedAsync(db);
        await app.Services.GetRequiredService<TemplateCatalog>().LoadAsync(db);
        var calendar = app.Services.GetRequiredService<PeriodCalendar>();
        await calendar.SeedAsync(db);
        await calendar.LoadAsync(db);
    }
}
