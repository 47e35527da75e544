namespace Platform.ServiceDefaults.Errors;

/// <summary>An error with all that lies beneath it.</summary>
public static class Causes
{
    /// <summary>
    /// The error, its inner errors and those of aggregates, outermost first. What a library throws comes wrapped to any depth: Npgsql's
    /// deadlock lies under EF Core's DbUpdateException, and that under the InvalidOperationException of its execution strategy.
    /// </summary>
    public static IEnumerable<Exception> Of(Exception? error)
    {
        var waiting = new Stack<Exception>();
        if (error is not null)
            waiting.Push(error);
        while (waiting.TryPop(out var cause))
        {
            yield return cause;
            if (cause is AggregateException many)
            {
                foreach (var one in many.InnerExceptions.Reverse())
                    waiting.Push(one);
            }
            else if (cause.InnerException is { } inner)
            {
                waiting.Push(inner);
            }
        }
    }
}
