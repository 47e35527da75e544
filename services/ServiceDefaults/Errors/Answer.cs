using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.ServiceDefaults.Errors;

/// <summary>
/// What an operation answers: 200 with the value as JSON, or the failure as problem details. A value, a failure or a <see cref="Result{T}"/> becomes one
/// by itself; the type tells OpenAPI what is answered.
/// </summary>
public sealed class Answer<T> : IResult, IValueHttpResult, IStatusCodeHttpResult, IEndpointMetadataProvider where T : notnull
{
    private readonly Result<T> _result;

    private Answer(Result<T> result) => _result = result;

    object? IValueHttpResult.Value => _result.Failure is null ? _result.Value : null;

    public int? StatusCode => _result.Failure?.Error.Status ?? StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext) => _result.ToHttp(value => Results.Ok(value)).ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public static implicit operator Answer<T>(T value) => new(value);

    public static implicit operator Answer<T>(Failure failure) => new(failure);

    public static implicit operator Answer<T>(Result<T> result) => new(result);
}
