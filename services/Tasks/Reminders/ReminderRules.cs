using Platform.Contracts.Units;
using Platform.ServiceDefaults.Errors;

namespace Platform.Tasks.Reminders;

/// <summary>One step of reminding or escalating.</summary>
/// <param name="When"><c>before</c>, <c>on</c> or <c>after</c> the due date.</param>
/// <param name="WorkingDays">Working days before or after it; 0 with <c>on</c>.</param>
/// <param name="RepeatEvery">With <c>after</c>: again each so many working days; null for once.</param>
/// <param name="To"><c>officer</c> (who has the task: person, else office, else the unit's officers), <c>leader</c>,
/// <c>department</c>.</param>
/// <param name="UnitKinds">Only for units of these kinds (<c>phuong</c>, <c>xa</c>, <c>dac-khu</c>); null for all.</param>
public sealed record ReminderStep(
    string When, int WorkingDays, int? RepeatEvery, IReadOnlyList<string> To, IReadOnlyList<string>? UnitKinds = null);

public static class ReminderRules
{
    public const string Before = "before";
    public const string On = "on";
    public const string After = "after";
    public const string Officer = "officer";
    public const string Leader = "leader";
    public const string Department = "department";

    private const int MostSteps = 20;
    private const int MostDays = 250;

    private static readonly string[] Kinds = [OrgUnitKinds.Ward, OrgUnitKinds.Commune, OrgUnitKinds.SpecialZone];

    public static readonly IReadOnlyList<ReminderStep> Default =
    [
        new(Before, 7, null, [Officer]),
        new(Before, 1, null, [Officer]),
        new(On, 0, null, [Officer, Leader]),
        new(After, 1, null, [Officer, Leader]),
        new(After, 5, null, [Leader, Department]),
        new(After, 15, 10, [Leader, Department]),
    ];

    public static IEnumerable<FieldError> Check(IReadOnlyList<ReminderStep?>? steps)
    {
        if (steps is null || steps.Count > MostSteps)
        {
            yield return new("steps", "TSK-1101", $"Cần danh sách tối đa {MostSteps} bước nhắc.");
            yield break;
        }
        foreach (var (index, step) in steps.Index())
        {
            var field = $"steps[{index}]";
            if (step?.When is not (Before or On or After))
            {
                yield return new($"{field}.when", "TSK-1102", "Thời điểm nhắc là một trong: before, on, after.");
                continue;
            }
            if (step.When == On ? step.WorkingDays != 0 : step.WorkingDays is < 1 or > MostDays)
                yield return new(
                    $"{field}.workingDays", "TSK-1103",
                    $"Số ngày làm việc từ 1 đến {MostDays}, riêng đúng hạn là 0; nhận được {step.WorkingDays}.");
            if (step.RepeatEvery is { } every && (step.When != After || every is < 1 or > MostDays))
                yield return new(
                    $"{field}.repeatEvery", "TSK-1104", $"Chỉ nhắc lặp lại sau khi quá hạn, cách nhau từ 1 đến {MostDays} ngày làm việc.");
            if (step.To is null || step.To.Count == 0 || step.To.Any(t => t is not (Officer or Leader or Department)))
                yield return new($"{field}.to", "TSK-1105", "Người nhận là một hoặc nhiều trong: officer, leader, department.");
            if (step.UnitKinds is { } kinds && (kinds.Count == 0 || kinds.Except(Kinds).Any()))
                yield return new($"{field}.unitKinds", "TSK-1106", "Loại đơn vị là một hoặc nhiều trong: phuong, xa, dac-khu.");
            if (steps.Take(index).OfType<ReminderStep>().Any(s => AtOnce(s, step)))
                yield return new(field, "TSK-1107", "Bước này trùng thời điểm với một bước trước.");
        }
    }

    private static bool AtOnce(ReminderStep a, ReminderStep b) => (a.When, a.WorkingDays) == (b.When, b.WorkingDays)
        && (a.UnitKinds is null || b.UnitKinds is null || a.UnitKinds.Intersect(b.UnitKinds).Any());
}
