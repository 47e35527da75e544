namespace Platform.ServiceDefaults.Errors;

/// <summary>A kind of failure with a stable code. The code never changes its meaning once published.</summary>
/// <param name="Code">For example <c>RPT-0007</c>.</param>
/// <param name="Status">HTTP status it maps to.</param>
/// <param name="Title">Short English title; the message for people is the failure's Vietnamese detail.</param>
public sealed record ErrorCode(string Code, int Status, string Title);

/// <summary>One thing wrong with the input.</summary>
/// <param name="Field">JSON path of the field, e.g. <c>values.TTHC_TIEP_NHAN</c>.</param>
/// <param name="Code">Stable code of the rule that was broken.</param>
/// <param name="Message">Vietnamese, with both numbers when a number is out of bounds.</param>
public sealed record FieldError(string Field, string Code, string Message);

/// <summary>An expected failure of a use case: a value, not an exception.</summary>
public sealed record Failure(ErrorCode Error, string Detail, IReadOnlyList<FieldError>? Errors = null)
{
    /// <summary>Input with something wrong in it, all of it at once.</summary>
    public static Failure Invalid(IReadOnlyList<FieldError> errors) =>
        new(RequestErrors.Validation, $"Có {errors.Count} chỗ cần sửa; chưa lưu gì.", errors);

    public static Failure Invalid(string field, string code, string message) => Invalid([new(field, code, message)]);
}

/// <summary>Either a value or a failure.</summary>
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Failure? failure)
    {
        _value = value;
        Failure = failure;
    }

    public Failure? Failure { get; }

    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"No value: {Failure.Error.Code} {Failure.Detail}");

    /// <summary>What follows from the value; a failure stays what it is.</summary>
    public Result<TNext> Then<TNext>(Func<T, TNext> next) => Failure is { } failure ? failure : next(Value);

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Failure is { } failure ? failure : next(Value);

    public async Task<Result<TNext>> ThenAsync<TNext>(Func<T, Task<Result<TNext>>> next) => Failure is { } failure ? failure : await next(Value);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}
