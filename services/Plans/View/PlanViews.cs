using Platform.Plans.Checks;
using Platform.Plans.Content;
using Platform.Plans.Storage;
using Platform.Plans.Way;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Units;

namespace Platform.Plans.View;

/// <summary>A plan as its caller sees it: with the findings that other plans give rise to, and what the caller may do.</summary>
public sealed class PlanViews(PlanStore store, OrgUnitDirectory directory)
{
    public async Task<PlanView> OfAsync(PlanRow row, CancellationToken stop)
    {
        var unit = (await directory.GetAsync(stop)).ByCode[row.OrgUnit];
        IReadOnlyList<FindingView> found = row.IsSettled ? [] : await OtherPlans.FindAsync(store.Db, row, stop);
        return PlanView.Of(row, PlanRights.Of(store.Caller, unit), found, store.Now);
    }

    public async Task<IResult> AnswerAsync(Result<PlanRow> result, CancellationToken stop) =>
        result.Failure is { } failure ? failure.ToProblem() : new Tagged(await OfAsync(result.Value, stop));

    /// <summary>The plan with its version as ETag.</summary>
    private sealed class Tagged(PlanView plan) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.ETag = Precondition.TagOf(plan.Version);
            return Results.Ok(plan).ExecuteAsync(context);
        }
    }
}

/// <summary>Keys under which a repeated request is known again.</summary>
public static class RequestKeys
{
    /// <summary>The caller's Idempotency-Key with the use case and the caller in front; null when none was sent.</summary>
    public static string? Key(HttpRequest request, string user, string useCase) =>
        request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? $"{user}/{useCase}/{key}" : null;
}
