using Platform.Contracts.Periods;
using Platform.Reporting.Errors;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Model.Periods;

public enum PeriodState { Upcoming, Open, Closed }

/// <summary>Where a period stands at an instant. Pure.</summary>
public static class PeriodStates
{
    public static PeriodState Of(PeriodRow period, DateTimeOffset now) =>
        period.ClosedAt <= now ? PeriodState.Closed : period.OpensAt > now ? PeriodState.Upcoming : PeriodState.Open;

    public static Failure? MustBeOpen(PeriodRow period, DateTimeOffset now) => Of(period, now) switch
    {
        PeriodState.Upcoming =>
            new(ReportErrors.NotOpen, $"Kỳ {period.Code} chưa mở; mở từ {VietnamTime.DateOf(period.OpensAt):dd/MM/yyyy}."),
        PeriodState.Closed =>
            new(ReportErrors.Closed, $"Kỳ {period.Code} đã khóa từ {VietnamTime.DateOf(period.ClosedAt!.Value):dd/MM/yyyy}."),
        _ => null,
    };
}
