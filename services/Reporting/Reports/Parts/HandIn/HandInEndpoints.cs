namespace Platform.Reporting.Reports.Parts.HandIn;

/// <param name="Reason">Required, at most 2,000 characters.</param>
public sealed record PartReturn(string? Reason);

/// <param name="DueOn">Null for the period's office deadline.</param>
public sealed record PartDue(DateOnly? DueOn);

/// <summary>
/// The way of a part: the office hands it in, takes it back, or the commune's officer sends it back; each office may have its own last day.
/// </summary>
public static class HandInEndpoints
{
    public static void MapHandIn(this WebApplication app)
    {
        var parts = app.ForPart();
        parts.MapPost("hand-in", ([AsParameters] PartScope part) => part.EditAsync(DecidePart.HandIn))
            .WithSummary("Hands a complete part in to the commune's officer (its office)");
        parts.MapPost("take-back", ([AsParameters] PartScope part) => part.EditAsync(DecidePart.TakeBack))
            .WithSummary("Takes a part back that was handed in (its office)");
        parts.MapPost("return", ([AsParameters] PartScope part, PartReturn input) =>
            part.EditAsync(p => DecidePart.Return(p, input), assembling: "trả lại phần việc cho phòng, trung tâm"))
            .WithSummary("Sends a part back to its office with a reason (commune officer or leader)");
        parts.MapPut("due", ([AsParameters] PartScope part, PartDue input) =>
            part.EditAsync(p => DecidePart.SetDue(p, input), assembling: "đặt hạn cho phòng, trung tâm"))
            .WithSummary("Sets an office's own last day (commune officer or leader)");
    }
}
