using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Changes;
using Platform.Tasks.Errors;

namespace Platform.Tasks.Forecast;

/// <summary>Open tasks that are likely to be late, and why. docs/forecast.md says what the figures are worth.</summary>
public static class ForecastEndpoint
{
    private const int Most = 200;

    /// <param name="Likelihood">0 to 1.</param>
    /// <param name="Level"><c>high</c> from 0.5, <c>medium</c> from 0.25, else <c>low</c>.</param>
    /// <param name="Reasons">Vietnamese, the weightiest first, at most three.</param>
    public sealed record TaskForecast(
        Guid TaskId, string OrgUnit, string UnitName, string Number, string Content, int Area, DateOnly DueOn, int Percent,
        int WorkingDaysLeft,
        double Likelihood, string Level, IReadOnlyList<string> Reasons);

    /// <param name="Available">False while too few tasks have ended to learn from.</param>
    /// <param name="Outcomes">How many tasks of the past it was learnt from.</param>
    /// <param name="High">How many of the open tasks due within 60 days are at high risk.</param>
    /// <param name="Items">The likeliest first.</param>
    public sealed record ForecastView(
        bool Available, int Outcomes, DateTimeOffset LearntAt, int Open, int High, int Medium, IReadOnlyList<TaskForecast> Items);

    public static void MapForecast(this IEndpointRouteBuilder app)
    {
        app.For(Rights.ReadUnit).MapGet("/api/tasks/forecast", ListAsync).Revalidated<ForecastView>(null, WhatIsTold)
            .WithSummary("Open tasks likely to be late, with the reasons (due within 60 days)");
        app.For(Rights.ReadUnit).MapGet("/api/tasks/{id:guid}/forecast", OneAsync).Revalidated<ForecastView>(null, WhatIsTold)
            .WithSummary("The forecast of one task; no item when it is done, overdue or due much later");
    }

    private static ForecastView WhatIsTold(ForecastView view) => view with { LearntAt = default };

    private static Task<Answer<ForecastView>> OneAsync([AsParameters] TaskScope task, ForecastReader reader) =>
        task.ReadAsync<ForecastView>(async found => await reader.ReadAsync([found.Row.OrgUnit], found.Row.Id, 1, task.Stop));

    private static async Task<Answer<ForecastView>> ListAsync(
        string? orgUnit, int? take, TaskAccess access, OrgUnitDirectory directory, ForecastReader reader, CancellationToken stop) =>
        await (await access.UnitAsync(orgUnit, stop)).ThenAsync<ForecastView>(async unit =>
            unit.Parent is null || take is < 1 or > Most
                ? new Failure(
                    TaskErrors.BadForecastQuestion,
                    $"Hỏi cho một tỉnh, thành phố hoặc xã, phường, đặc khu; mỗi lần từ 1 đến {Most} nhiệm vụ.")
                : await reader.ReadAsync(
                    [.. (await directory.GetAsync(stop)).LeavesUnder(unit.Code).Select(u => u.Code)], null, take ?? 20, stop));

    public static string LevelOf(double likelihood) => likelihood >= 0.5 ? "high" : likelihood >= 0.25 ? "medium" : "low";
}
