using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.AdHoc;
using Platform.Tasks.Assignments;
using Platform.Tasks.Bulk;
using Platform.Tasks.Cancel;
using Platform.Tasks.Changes;
using Platform.Tasks.Confirm;
using Platform.Tasks.Counters;
using Platform.Tasks.Delegation;
using Platform.Tasks.Evidence;
using Platform.Tasks.Export;
using Platform.Tasks.Extend;
using Platform.Tasks.Forecast;
using Platform.Tasks.FromPlans;
using Platform.Tasks.Kpis;
using Platform.Tasks.Lists;
using Platform.Tasks.Progress;
using Platform.Tasks.Reminders;
using Platform.Tasks.Reopen;
using Platform.Tasks.Storage;
using Platform.Tasks.SubTasks;
using Platform.Tasks.Upkeep;
using Platform.Tasks.View;
using Platform.Tasks.Waiting;

namespace Platform.Tasks;

/// <summary>The task book of every unit: tasks of plans, of assignments and of its own, progress, evidence, due dates, overdue.</summary>
public static class TasksService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Tasks", args);
        builder.AddPlatformDb<TasksDb>("tasks");
        builder.AddOrgUnits();
        builder.AddOfficesAndCalendar();
        builder.AddChanges();
        builder.AddEvidence();
        builder.Services.AddSingleton<Forecasts>();
        builder.Services.AddScoped<ForecastReader>();
        builder.Services.AddOptions<ReminderOptions>().BindConfiguration(ReminderOptions.Section);
        builder.Services.AddHostedService<OverdueWatch>();
        builder.Services.AddHostedService<RowUpgrade>();
        builder.Services.AddHostedService<ReminderSweep>();
        builder.Services.AddHostedService<OrphanSweep>();
        builder.Services.AddFileReading();

        var app = builder.Build().UsePlatform();
        app.MapPlanEvents();
        app.MapListTasks();
        app.MapExport();
        app.MapKpis();
        app.MapViewTask();
        app.MapAdHoc();
        app.MapGroup("/api/tasks/{id:guid}").MapOneTask();
        app.MapBulk();
        app.MapAssignments();
        app.MapImportAssignments();
        app.MapReminderRules();
        app.MapForecast();
        app.MapPastTasks();
        app.For(Rights.ReadUnit).MapGrpcService<TaskCountersGrpc>();
        app.MapOutbox<TasksDb>("/api/tasks");
        return app;
    }

    /// <summary>All that is done to one task.</summary>
    private static void MapOneTask(this IEndpointRouteBuilder task)
    {
        task.MapProgress();
        task.MapConfirm();
        task.MapReopen();
        task.MapCancel();
        task.MapExtensions();
        task.MapWaiting();
        task.MapDelegate();
        task.MapSplit();
        task.MapEvidence();
    }

    private static void AddChanges(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<TaskAccess>();
        builder.Services.AddScoped<TaskChanges>();
        builder.Services.AddScoped<TaskSelections>();
        builder.Services.AddScoped<AssignmentReader>();
        builder.Services.AddScoped<AssignmentWriter>();
        builder.Services.AddScoped<OpenTaskChanges>();
    }

    private static void AddEvidence(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(EvidenceOptions.From(builder.Configuration));
        builder.Services.AddSingleton(services => SpaceProbes.OfFolder(services.GetRequiredService<EvidenceOptions>().Directory));
        builder.Services.AddSingleton<EvidenceStore>();
    }

    public static async Task PrepareAsync(this WebApplication app)
    {
        await app.MigrateAsync<TasksDb>();
        await using var scope = app.Services.CreateAsyncScope();
        await SearchIndex.EnsureAsync(scope.ServiceProvider.GetRequiredService<TasksDb>());
    }
}
