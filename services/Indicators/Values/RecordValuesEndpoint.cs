using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Indicators.Definitions;
using Platform.Indicators.Errors;
using Platform.Indicators.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Preconditions;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Storage;
using Platform.ServiceDefaults.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Values;

/// <summary>Takes values that do not come from the periodic reports: surveys, national scores, data buses.</summary>
public static class RecordValuesEndpoint
{
    private const int MostValues = 5_000;
    private const decimal Largest = 1_000_000_000_000m;

    public sealed record RecordInput(IReadOnlyList<ValueInput>? Values);

    /// <param name="Status">provisional or confirmed; confirmed when absent.</param>
    public sealed record ValueInput(
        string? Indicator, string? OrgUnit, string? Period, decimal? Numerator, decimal? Denominator, string? Status);

    /// <param name="Recorded">Values that changed something.</param>
    /// <param name="Unchanged">Values that stood already.</param>
    public sealed record RecordAnswer(int Recorded, int Unchanged);

    public static void MapRecordValues(this WebApplication app) =>
        app.For(Rights.RecordValues).MapPost("/api/indicators/values", RecordAsync)
            .WithSummary("Records values of directly measured indicators (city-admin, integration-client); all or nothing");

    private static async Task<Answer<RecordAnswer>> RecordAsync(
        RecordInput input, IdempotencyKey key, Caller caller, OrgUnitDirectory directory, DefinitionCatalog catalog, IndicatorsDb db,
        TimeProvider time,
        OutboxSignal signal, CancellationToken stop)
    {
        var errors = Check(input, caller, await directory.GetAsync(stop), catalog);
        if (errors.Count > 0)
            return Failure.Invalid(errors);
        var result = await db.WriteAsync(
            () => key.OnceAsync<RecordAnswer>(
                db, "values", JsonSerializer.Serialize(input, PlatformJson.Options), time.GetUtcNow(),
                write: async () =>
                {
                    var recorded = 0;
                    foreach (var value in input.Values!)
                        recorded += await PutAsync(db, value, caller, time.GetUtcNow(), stop) ? 1 : 0;
                    await db.SaveChangesAsync(stop);
                    return new RecordAnswer(recorded, input.Values.Count - recorded);
                },
                answer: recorded => JsonSerializer.Serialize(recorded, PlatformJson.Options),
                again: known => Task.FromResult<Result<RecordAnswer>>(JsonSerializer.Deserialize<RecordAnswer>(known, PlatformJson.Options)!),
                stop),
            stop);
        signal.Set();
        return result;
    }

    private static async Task<bool> PutAsync(IndicatorsDb db, ValueInput value, Caller caller, DateTimeOffset now, CancellationToken stop)
    {
        var status = value.Status ?? ValueStatuses.Confirmed;
        var row = await db.RecordedValues.FindAsync([value.Indicator!, value.Period!, value.OrgUnit!], stop);
        if (row is not null && row.Numerator == value.Numerator && row.Denominator == value.Denominator && row.Status == status)
            return false;
        if (row is null)
        {
            row = new()
            {
                Indicator = value.Indicator!,
                Period = value.Period!,
                OrgUnit = value.OrgUnit!,
                Status = status,
                RecordedBy = caller.UserName,
            };
            db.RecordedValues.Add(row);
        }
        row.Numerator = value.Numerator!.Value;
        row.Denominator = value.Denominator;
        row.Status = status;
        row.Version++;
        row.RecordedAt = now;
        row.RecordedBy = caller.UserName;
        db.Outbox.Add(OutboxMessage.For(Topics.IndicatorRecorded, RecordedValueRow.EventOf(row), now));
        return true;
    }

    private static List<FieldError> Check(RecordInput input, Caller caller, OrgUnitSnapshot units, DefinitionCatalog catalog)
    {
        var errors = new List<FieldError>();
        if (input.Values is not { Count: > 0 and <= MostValues })
            errors.Add(new("values", IndicatorErrors.BadCount, $"Cần từ 1 đến {MostValues} giá trị, nhận được {input.Values?.Count ?? 0}."));
        foreach (var (value, index) in (input.Values ?? []).Take(MostValues).Select((v, i) => (v, i)))
        {
            var path = $"values[{index}]";
            var definition = catalog.ByCode.GetValueOrDefault(value?.Indicator ?? "");
            if (definition is null)
                errors.Add(new($"{path}.indicator", IndicatorErrors.UnknownIndicator, $"Không có chỉ số mang mã “{value?.Indicator}”."));
            else if (definition.Source != "direct")
                errors.Add(new($"{path}.indicator", IndicatorErrors.FromReports,
                    $"Chỉ số {definition.Code} lấy từ báo cáo định kỳ, không ghi trực tiếp."));
            if (!units.ByCode.TryGetValue(value?.OrgUnit ?? "", out var unit) || !unit.IsLeaf || !Rights.RecordValues.Allows(caller, unit))
                errors.Add(new($"{path}.orgUnit", IndicatorErrors.UnknownUnit, $"Không có đơn vị cấp xã “{value?.OrgUnit}” trong phạm vi quản lý."));
            if (!PeriodCode.TryParse(value?.Period, out _))
                errors.Add(new($"{path}.period", IndicatorErrors.BadPeriod, $"“{value?.Period}” không phải mã kỳ."));
            if (value?.Numerator is not (>= 0 and <= Largest) || decimal.Round(value.Numerator.Value, 6) != value.Numerator)
                errors.Add(new($"{path}.numerator", IndicatorErrors.BadNumerator, "Tử số phải từ 0 trở lên, tối đa 6 chữ số thập phân."));
            if (definition is { IsRatio: true }
                && (value?.Denominator is not (> 0 and <= Largest) || decimal.Round(value.Denominator.Value, 6) != value.Denominator))
                errors.Add(new($"{path}.denominator", IndicatorErrors.BadDenominator, "Tỷ lệ cần mẫu số lớn hơn 0, tối đa 6 chữ số thập phân."));
            if (value?.Status is not (null or ValueStatuses.Provisional or ValueStatuses.Confirmed))
                errors.Add(new($"{path}.status", IndicatorErrors.BadStatus, "Trạng thái là provisional hoặc confirmed."));
        }
        return errors;
    }
}
