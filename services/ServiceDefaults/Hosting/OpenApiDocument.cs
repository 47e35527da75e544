using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Text;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>
/// What every service's OpenAPI document has in common: title, no server addresses, names of operations, how to sign in, the headers of
/// conditional and repeated requests, and problem details for whatever goes wrong.
/// </summary>
internal static class OpenApiDocument
{
    private const string Problem = nameof(Problem);
    private const string Bearer = "bearer";

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
            ((document.Components ??= new()).SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>())[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                BearerFormat = "JWT",
                Description = "Token from POST /api/identity/token",
            };
            return Task.CompletedTask;
        });
        openApi.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(RawValuesAttribute), inherit: false) is [RawValuesAttribute raw])
            {
                schema.AdditionalProperties = new OpenApiSchema
                {
                    Type = (raw.Type == typeof(string) ? JsonSchemaType.String : JsonSchemaType.Number) | JsonSchemaType.Null,
                };
            }
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer(async (operation, context, stop) =>
        {
            var description = context.Description;
            var metadata = description.ActionDescriptor.EndpointMetadata;
            var anonymous = metadata.OfType<IAllowAnonymous>().Any();
            var handler = metadata.OfType<MethodInfo>().FirstOrDefault();
            operation.OperationId ??= NameOf(description);
            operation.Tags = new HashSet<OpenApiTagReference> { new(RoomOf(handler), context.Document) };
            if (!anonymous)
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            if (description.HttpMethod != HttpMethod.Get.Method)
                DescribeHeaders(operation, handler);
            context.Document!.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, stop));
            operation.Responses ??= [];
            foreach (var (status, meaning) in Refusals(description, anonymous))
                operation.Responses.TryAdd(status, ProblemResponse(meaning, context.Document!));
        });
    }

    /// <summary>Method and address: <c>GET /api/reports/{period}/{unit}</c> is <c>getReportsByPeriodByUnit</c>. As stable as the address.</summary>
    private static string NameOf(ApiDescription description)
    {
        var name = new StringBuilder(description.HttpMethod!.ToLowerInvariant());
        foreach (var segment in description.RelativePath!.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s is not "api"))
        {
            if (segment[0] == '{')
                name.Append("By");
            foreach (var word in segment.Trim('{', '}').Split(':')[0].Split('-', '.'))
                name.Append(char.ToUpper(word[0], CultureInfo.InvariantCulture)).Append(word.AsSpan(1));
        }
        return name.ToString();
    }

    /// <summary>Operations stand together as their code does: <c>Platform.Reporting.Templates.Drafts</c> is of <c>Templates</c>.</summary>
    private static string RoomOf(MethodInfo? handler) => handler?.DeclaringType?.Namespace?.Split('.') is [_, _, var room, ..] ? room : "Service";

    private static void DescribeHeaders(OpenApiOperation operation, MethodInfo? handler)
    {
        var bound = (handler?.GetParameters() ?? []).SelectMany(Bound).ToHashSet();
        if (bound.Contains(typeof(Precondition)))
            Add("If-Match", "Version that was seen, as its ETag: somebody else's change in between is told as 409 instead of written over");
        if (bound.Contains(typeof(IdempotencyKey)))
            Add("Idempotency-Key", "The same request again under the same key writes nothing and is answered with what came of it, as it stands now");

        void Add(string name, string meaning) => (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = meaning,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    /// <summary>What a parameter binds: itself, or what a scope is made of.</summary>
    private static IEnumerable<Type> Bound(ParameterInfo parameter) => parameter.GetCustomAttribute<AsParametersAttribute>() is null
        ? [parameter.ParameterType]
        : parameter.ParameterType.GetProperties().Select(p => p.PropertyType);

    private static IEnumerable<(string Status, string Meaning)> Refusals(ApiDescription description, bool anonymous)
    {
        var changes = description.HttpMethod != HttpMethod.Get.Method;
        yield return ("400", "What was sent cannot be read");
        if (!anonymous)
        {
            yield return ("401", "No token, or one that has run out");
            yield return ("403", "The caller's role or unit does not allow it");
        }
        if (description.ParameterDescriptions.Any(p => p.Source.Id == "Path"))
            yield return ("404", "There is no such thing, or none within the caller's scope");
        if (changes)
        {
            yield return ("409", "State or version does not allow it (any more)");
            yield return ("413", "Larger than is taken");
            yield return ("422", "All mistakes of the input at once, with their fields");
            yield return ("507", "No room left; nothing was stored");
        }
        yield return ("429", "Too many requests; Retry-After tells when");
        yield return ("503", "A part of the platform does not answer; Retry-After tells when to try again");
        yield return ("default", "Problem details with a stable code");
    }

    private static OpenApiResponse ProblemResponse(string meaning, Microsoft.OpenApi.OpenApiDocument document) => new()
    {
        Description = meaning,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) },
        },
    };
}
