using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>What every service's OpenAPI document has in common: title, no server addresses, and problem details for whatever goes wrong.</summary>
internal static class OpenApiDocument
{
    private const string Problem = nameof(Problem);

    /// <summary>Problem details (RFC 9457) as the services answer them.</summary>
    /// <param name="Code">Stable code; contracts/error-codes.md lists them.</param>
    /// <param name="Detail">For people, in Vietnamese.</param>
    /// <param name="Errors">All mistakes of the input at once, with their fields.</param>
    private sealed record ProblemBody(string Code, int Status, string Title, string? Detail = null, IReadOnlyList<FieldError>? Errors = null);

    public static void Describe(OpenApiOptions openApi, string service)
    {
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            // Everybody reaches it through the gateway, at addresses relative to it.
            document.Servers?.Clear();
            document.Info.Title = $"{service} API";
            document.Info.Version = "v1";
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer(async (operation, context, stop) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, stop);
            context.Document!.AddComponent(Problem, schema);
            (operation.Responses ??= [])["default"] = new OpenApiResponse
            {
                Description = "Problem details with a stable code",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
                },
            };
        });
    }
}
