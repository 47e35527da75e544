namespace Platform.ServiceDefaults.Errors;

/// <summary>Failures that any endpoint can answer with.</summary>
public static class RequestErrors
{
    public static readonly ErrorCode Malformed = new("REQ-0001", 400, "The request could not be read");
    public static readonly ErrorCode TooLarge = new("REQ-0002", 413, "The request body is too large");
    public static readonly ErrorCode MediaType = new("REQ-0003", 415, "The media type is not supported");
    public static readonly ErrorCode NotFound = new("REQ-0004", 404, "There is nothing at this address");
    public static readonly ErrorCode Method = new("REQ-0005", 405, "The method is not allowed here");
    public static readonly ErrorCode Validation = new("REQ-0006", 422, "The input breaks one or more rules");
    public static readonly ErrorCode TooMany = new("REQ-0007", 429, "Too many requests");
    public static readonly ErrorCode Unavailable = new("REQ-0008", 503, "A part of the platform does not answer");
    public static readonly ErrorCode Unexpected = new("REQ-0009", 500, "Unexpected error");
    public static readonly ErrorCode UnknownUnit = new("REQ-0010", 404, "Unknown org unit");
    public static readonly ErrorCode BadPeriod = new("REQ-0011", 400, "Not a reporting period");
    public static readonly ErrorCode KeyReused = new("REQ-0012", 422, "The idempotency key was used for another request");
    public static readonly ErrorCode BadPrecondition = new("REQ-0013", 400, "A condition of the request could not be read");

    public static readonly ErrorCode StorageFull = new("REQ-0020", 507, "There is no room left to store anything");
    public static readonly ErrorCode Contended = new("REQ-0021", 409, "Others are changing the same data");
    public static readonly ErrorCode FileTooDeep = new("REQ-0031", 422, "The file is nested too deeply");
    public static readonly ErrorCode FileUnfoldsTooLarge = new("REQ-0032", 413, "The file unfolds to more than is read");
    public static readonly ErrorCode FileTookTooLong = new("REQ-0033", 422, "Reading the file took too long");

    public static readonly ErrorCode Unauthenticated = new("AUTH-0001", 401, "A valid access token is needed");
    public static readonly ErrorCode Forbidden = new("AUTH-0002", 403, "Not allowed");

    public static Failure NoSuchUnit(string code) => new(UnknownUnit, $"Không có đơn vị mang mã “{code}”.");

    public static Failure OutOfScope(string code) => new(Forbidden, $"Tài khoản không được xem hoặc sửa dữ liệu của đơn vị {code}.");

    public static Failure NotAllowed(string action) => new(Forbidden, $"Tài khoản không có quyền {action}.");

    public static Failure NoSuchPeriod(string period) =>
        new(BadPeriod, $"“{period}” không phải mã kỳ báo cáo; ví dụ đúng: 2025-Q3, 2025-H1, 2025-9M, 2025, 2025-07.");
}
