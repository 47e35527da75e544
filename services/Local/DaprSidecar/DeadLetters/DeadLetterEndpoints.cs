using Platform.Sidecar.Store;

namespace Platform.Sidecar.DeadLetters;

/// <summary>For operators of a machine without Dapr: what was given up, and again. Not part of Dapr's API.</summary>
internal static class DeadLetterEndpoints
{
    private const int MaxListed = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0-local/deadletters", (MessageStore store) => store.DeadLettersAsync(MaxListed));
        routes.MapPost("/v1.0-local/deadletters/{id:long}/replay", async (long id, MessageStore store) =>
            await store.ReplayAsync(id) ? Results.NoContent() : Results.NotFound());
        routes.MapGet("/v1.0-local/subscriptions", (MessageStore store) => store.StateAsync());
    }
}
