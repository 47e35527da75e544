using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;
using Platform.Tasks.Assign;
using Platform.Tasks.Counters;
using Platform.Tasks.Forecast;
using Platform.Tasks.Overdue;
using Platform.Tasks.Progress;
using Platform.Tasks.Reminders;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

namespace Platform.Tasks;

/// <summary>The task book of every unit: tasks from issued plans, progress, due dates, overdue.</summary>
public static class TasksService
{
    public static WebApplication Create(string[] args)
    {
        var builder = PlatformHost.CreateBuilder("Tasks", args);
        builder.AddPlatformDb<TasksDb>("tasks");
        builder.AddOrgUnits();
        builder.AddOfficesAndCalendar();
        builder.Services.AddHostedService<OverdueWatch>();
        builder.Services.AddOptions<ReminderOptions>().BindConfiguration(ReminderOptions.Section);
        builder.Services.AddHostedService<ReminderSweep>();
        builder.Services.AddSingleton<Forecasts>();

        var app = builder.Build().UsePlatform();
        app.MapPlanEvents();
        app.MapViewTasks();
        app.MapProgress();
        app.MapReminderRules();
        app.MapForecast();
        app.MapPastTasks();
        app.MapGrpcService<TaskCountersGrpc>();
        app.MapOutbox<TasksDb>("/api/tasks");
        return app;
    }

    public static Task PrepareAsync(this WebApplication app) => app.MigrateAsync<TasksDb>();
}
