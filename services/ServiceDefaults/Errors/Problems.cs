using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceDefaults.Errors;

/// <summary>Maps failures to problem details (RFC 9457) with <c>code</c> and <c>errors[]</c>; the one place that does.</summary>
public static class Problems
{
    /// <summary>When to try again what was refused for a while.</summary>
    private const string RetryAfterSeconds = "5";

    /// <summary>What a neighbour answers when trying again helps (<see cref="GrpcFailures"/>).</summary>
    private static readonly StatusCode[] ForAWhile = [StatusCode.Unavailable, StatusCode.DeadlineExceeded, StatusCode.Aborted, StatusCode.ResourceExhausted];

    public static IResult ToProblem(this Failure failure) => failure.Error.Status is 429 or 503 ? new Later(Problem(failure)) : Problem(failure);

    private static IResult Problem(Failure failure) => Results.Problem(
        detail: failure.Detail,
        statusCode: failure.Error.Status,
        title: failure.Error.Title,
        type: $"urn:platform:error:{failure.Error.Code}",
        extensions: Extensions(failure));

    /// <summary>The value through <paramref name="ok"/>, or the failure as problem details.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> ok) =>
        result.Failure is { } failure ? failure.ToProblem() : ok(result.Value);

    public static Task WriteAsync(HttpContext context, Failure failure) => failure.ToProblem().ExecuteAsync(context);

    public static Failure? ByStatus(int status) => status switch
    {
        400 => new(RequestErrors.Malformed, "Không đọc được nội dung yêu cầu."),
        401 => new(RequestErrors.Unauthenticated, "Cần đăng nhập: thiếu mã truy cập hoặc mã đã hết hạn."),
        403 => new(RequestErrors.Forbidden, "Tài khoản không có quyền thực hiện việc này."),
        404 => new(RequestErrors.NotFound, "Không có gì ở địa chỉ này."),
        405 => new(RequestErrors.Method, "Địa chỉ này không nhận phương thức đã gửi."),
        413 => new(RequestErrors.TooLarge, "Nội dung gửi lên quá lớn."),
        415 => new(RequestErrors.MediaType, "Kiểu nội dung gửi lên không được hỗ trợ."),
        429 => new(RequestErrors.TooMany, "Gửi quá nhiều yêu cầu, hãy thử lại sau ít giây."),
        507 => new(RequestErrors.StorageFull, "Hệ thống hết chỗ lưu trữ, chưa ghi gì; hãy báo quản trị viên và thử lại sau."),
        502 or 503 or 504 => new(RequestErrors.Unavailable, "Một phần của hệ thống chưa trả lời, hãy thử lại."),
        _ => null,
    };

    /// <summary>
    /// What an exception means to who asked, wherever in it the cause lies; null for a bug. Nothing was stored: transactions are rolled back.
    /// </summary>
    public static Failure? Of(Exception? error)
    {
        if (RequestBodies.StatusOf(error) is { } status)
            return ByStatus(status) ?? ByStatus(400);
        if (Causes.Of(error).OfType<RpcException>().Any(e => ForAWhile.Contains(e.StatusCode)))
            return ByStatus(503);
        // Whoever was asked inside the platform did not answer in time.
        if (error is TimeoutException)
            return ByStatus(503);
        return StorageFaults.Of(error) switch
        {
            StorageFault.LostRace => new(RequestErrors.Contended, "Nhiều người cùng sửa dữ liệu này một lúc, chưa ghi gì; hãy thử lại."),
            StorageFault.Text => ByStatus(400),
            StorageFault.Full => ByStatus(507),
            StorageFault.Away => ByStatus(503),
            _ => null,
        };
    }

    private sealed class Later(IResult problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return problem.ExecuteAsync(httpContext);
        }
    }

    private static Dictionary<string, object?> Extensions(Failure failure)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = failure.Error.Code };
        if (failure.Errors is { Count: > 0 } errors)
            extensions["errors"] = errors;
        return extensions;
    }
}
