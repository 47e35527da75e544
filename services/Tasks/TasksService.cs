using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Reading;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.AdHoc;
using Platform.Tasks.Assign;
using Platform.Tasks.Assignments;
using Platform.Tasks.Bulk;
using Platform.Tasks.Cancel;
using Platform.Tasks.Changes;
using Platform.Tasks.Confirm;
using Platform.Tasks.Counters;
using Platform.Tasks.Evidence;
using Platform.Tasks.Export;
using Platform.Tasks.Extend;
using Platform.Tasks.Forecast;
using Platform.Tasks.FromPlans;
using Platform.Tasks.Kpis;
using Platform.Tasks.Lists;
using Platform.Tasks.Overdue;
using Platform.Tasks.Progress;
using Platform.Tasks.Reminders;
using Platform.Tasks.Reopen;
using Platform.Tasks.Search;
using Platform.Tasks.Storage;
using Platform.Tasks.SubTasks;
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
        builder.AddEvidence();
        builder.Services.AddScoped<TaskChanges>();
        builder.Services.AddScoped<AssignmentWriter>();
        builder.Services.AddHostedService<OverdueWatch>();
        builder.Services.AddHostedService<RowUpgrade>();
        builder.Services.AddOptions<ReminderOptions>().BindConfiguration(ReminderOptions.Section);
        builder.Services.AddHostedService<ReminderSweep>();
        builder.Services.AddSingleton<Forecasts>();
        builder.Services.AddFileReading();

        var app = builder.Build().UsePlatform();
        app.MapPlanEvents();
        app.MapListTasks();
        app.MapExport();
        app.MapKpis();
        app.MapViewTask();
        app.MapAdHoc();
        app.MapProgress();
        app.MapConfirm();
        app.MapReopen();
        app.MapCancel();
        app.MapExtensions();
        app.MapWaiting();
        app.MapAssign();
        app.MapSplit();
        app.MapBulk();
        app.MapEvidence();
        app.MapAssignments();
        app.MapImportAssignments();
        app.MapReminderRules();
        app.MapForecast();
        app.MapPastTasks();
        app.For(Rights.ReadUnit).MapGrpcService<TaskCountersGrpc>();
        app.MapOutbox<TasksDb>("/api/tasks");
        return app;
    }

    public static async Task PrepareAsync(this WebApplication app)
    {
        await app.MigrateAsync<TasksDb>();
        await using var scope = app.Services.CreateAsyncScope();
        await SearchIndex.EnsureAsync(scope.ServiceProvider.GetRequiredService<TasksDb>());
    }
}
