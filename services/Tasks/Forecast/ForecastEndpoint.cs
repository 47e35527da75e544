using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Periods;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Storage;
using Platform.Tasks.View;

namespace Platform.Tasks.Forecast;

/// <summary>Open tasks that are likely to be late, and why. docs/forecast.md says what the figures are worth.</summary>
public static class ForecastEndpoint
{
    private const int Most = 200;

    private static readonly ErrorCode BadQuestion = new("TSK-0103", 400, "The question to the forecast is not valid");

    /// <param name="Likelihood">0 to 1.</param>
    /// <param name="Level"><c>high</c> from 0.5, <c>medium</c> from 0.25, else <c>low</c>.</param>
    /// <param name="Reasons">Vietnamese, the weightiest first, at most three.</param>
    public sealed record TaskForecast(
        Guid TaskId, string OrgUnit, string UnitName, string Number, string Content, int Area, DateOnly DueOn, int Percent, int WorkingDaysLeft,
        double Likelihood, string Level, IReadOnlyList<string> Reasons);

    /// <param name="Available">False while too few tasks have ended to learn from.</param>
    /// <param name="Outcomes">How many tasks of the past it was learnt from.</param>
    /// <param name="High">How many of the open tasks due within 60 days are at high risk.</param>
    /// <param name="Items">The likeliest first.</param>
    public sealed record ForecastView(bool Available, int Outcomes, DateTimeOffset LearntAt, int Open, int High, int Medium, IReadOnlyList<TaskForecast> Items);

    public static void MapForecast(this WebApplication app)
    {
        app.For(Rights.ReadUnit).MapGet("/api/tasks/forecast", ListAsync)
            .WithSummary("Open tasks likely to be late, with the reasons (due within 60 days)");
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}/forecast", OneAsync).Produces<ForecastView>()
            .WithSummary("The forecast of one task; no item when it is done, overdue or due much later");
    }

    private static async Task<Answer<ForecastView>> ListAsync(
        string? orgUnit, int? take, Caller caller, OrgUnitDirectory directory, WorkingDays workingDays, Forecasts forecasts, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var units = await directory.GetAsync(stop);
        var found = units.Find(orgUnit ?? caller.Unit);
        if (found.Failure is { } unknown)
            return unknown;
        if (!Rights.ReadUnit.Allows(caller, found.Value))
            return RequestErrors.OutOfScope(found.Value.Code);
        if (found.Value.Parent is null || take is < 1 or > Most)
            return new Failure(BadQuestion, $"Hỏi cho một tỉnh, thành phố hoặc xã, phường, đặc khu; mỗi lần từ 1 đến {Most} nhiệm vụ.");
        var codes = units.LeavesUnder(found.Value.Code).Select(u => u.Code).ToList();
        return await ViewAsync(codes, null, take ?? 20, units, workingDays, forecasts, db, time, stop);
    }

    private static async Task<IResult> OneAsync(
        Guid id, Caller caller, OrgUnitDirectory directory, WorkingDays workingDays, Forecasts forecasts, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var found = await TaskAccess.FindAsync(id, caller, directory, db, stop);
        return found.Failure is { } failure
            ? failure.ToProblem()
            : Results.Ok(await ViewAsync([found.Value.Task.OrgUnit], id, 1, await directory.GetAsync(stop), workingDays, forecasts, db, time, stop));
    }

    private static async Task<ForecastView> ViewAsync(
        IReadOnlyCollection<string> codes, Guid? only, int take, OrgUnitSnapshot units, WorkingDays workingDays, Forecasts forecasts, TasksDb db, TimeProvider time, CancellationToken stop)
    {
        var fitted = await forecasts.GetAsync(stop);
        if (fitted.Model is not { } model)
            return new(false, fitted.Outcomes, fitted.At, 0, 0, 0, []);
        var open = (await EndedTasks.OpenAsync(db, codes, only, await workingDays.GetAsync(stop), VietnamTime.DateOf(time.GetUtcNow()), stop))
            .ConvertAll(t => (Task: t, Likelihood: model.Likelihood(t.Sight)));
        var items = open.OrderByDescending(t => t.Likelihood).ThenBy(t => t.Task.Sight.Due).ThenBy(t => t.Task.Id).Take(take).Select(t => new TaskForecast(
            t.Task.Id, t.Task.Sight.OrgUnit, units.ByCode[t.Task.Sight.OrgUnit].FullName, t.Task.Number, t.Task.Content, t.Task.Sight.Area, t.Task.Sight.Due,
            t.Task.Sight.Percent ?? 0, t.Task.Sight.DaysLeft, Math.Round(t.Likelihood, 3), LevelOf(t.Likelihood), model.Reasons(t.Task.Sight))).ToList();
        return new(true, fitted.Outcomes, fitted.At, open.Count, open.Count(t => LevelOf(t.Likelihood) == "high"), open.Count(t => LevelOf(t.Likelihood) == "medium"), items);
    }

    public static string LevelOf(double likelihood) => likelihood >= 0.5 ? "high" : likelihood >= 0.25 ? "medium" : "low";
}
