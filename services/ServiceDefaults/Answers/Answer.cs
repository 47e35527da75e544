using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Answers;

/// <summary>
/// What an operation answers: 200 with the value as JSON (to a GET with an entity tag, see <see cref="Revalidation"/>), or the failure as problem
/// details. A value, a failure or a <see cref="Result{T}"/> becomes one by itself; the type tells OpenAPI what is answered.
/// </summary>
public sealed class Answer<T> : IResult, IValueHttpResult, IStatusCodeHttpResult, IEndpointMetadataProvider where T : notnull
{
    private readonly Result<T> _result;

    private Answer(Result<T> result) => _result = result;

    object? IValueHttpResult.Value => _result.Failure is null ? _result.Value : null;

    public int? StatusCode => _result.Failure?.Error.Status ?? StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext) => _result
        .ToHttp(value => HttpMethods.IsGet(httpContext.Request.Method) ? Revalidation.Of(httpContext, value) : Results.Ok(value)).ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        if (builder.Metadata.OfType<IHttpMethodMetadata>().Any(m => m.HttpMethods.Contains(HttpMethods.Get)))
            builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    public static implicit operator Answer<T>(T value) => new(value);

    public static implicit operator Answer<T>(Failure failure) => new(failure);

    public static implicit operator Answer<T>(Result<T> result) => new(result);
}

/// <summary>As <see cref="Answer{T}"/>, of an operation that makes something: 201 and where it is found.</summary>
public sealed class CreatedAnswer<T> : IResult, IEndpointMetadataProvider where T : notnull
{
    private readonly Result<T> _result;
    private readonly Func<T, string> _location;

    private CreatedAnswer(Result<T> result, Func<T, string> location) => (_result, _location) = (result, location);

    /// <param name="result">What was made, or why not.</param>
    /// <param name="location">Path of what was made.</param>
    public static CreatedAnswer<T> At(Result<T> result, Func<T, string> location) => new(result, location);

    public Task ExecuteAsync(HttpContext httpContext) => _result.ToHttp(value => Results.Created(_location(value), value)).ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));

    public static implicit operator CreatedAnswer<T>(Failure failure) => new(failure, _ => "");
}

/// <summary>As <see cref="Answer{T}"/>, of an operation that has nothing to tell: 204.</summary>
public sealed class EmptyAnswer : IResult, IEndpointMetadataProvider
{
    /// <summary>It is done.</summary>
    public static readonly EmptyAnswer Done = new(null);

    private readonly Failure? _failure;

    private EmptyAnswer(Failure? failure) => _failure = failure;

    public static EmptyAnswer Of<T>(Result<T> result) => new(result.Failure);

    public Task ExecuteAsync(HttpContext httpContext) => (_failure?.ToProblem() ?? Results.NoContent()).ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));

    public static implicit operator EmptyAnswer(Failure? failure) => new(failure);
}
