using System.Text.Json;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Text;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;
using Platform.Tasks.Notices;
using static Platform.Tasks.Progress.ProgressEndpoint;

namespace Platform.Tasks.Progress;

/// <summary>The decision about reported progress.</summary>
public static class ReportProgress
{
    private const int MostFigures = 20;
    private const int LongestUnit = 50;

    /// <summary>
    /// Changes the rows when the input is right. For a series without a named occurrence the figure holds for every occurrence still open.
    /// </summary>
    public static Result<TaskChange> Decide(TaskCase c, ProgressInput input)
    {
        if (Check(c, input).Failure is { } wrong)
            return wrong;
        var (task, percent) = (c.Task, input.Percent!.Value);
        var (percentBefore, stateBefore) = (task.Percent, TaskRules.StateOf(task, c.Today));
        var wasDone = task.CompletedOn is not null;
        if (c.Occurrences.Count > 0)
        {
            foreach (var occurrence in Meant(c.Occurrences, input.Occurrence))
            {
                occurrence.CompletedOn = percent == 100 ? input.CompletedOn ?? occurrence.CompletedOn ?? c.Today : null;
                occurrence.Percent = percent;
            }
        }
        else
        {
            task.CompletedOn = percent == 100 ? input.CompletedOn ?? task.CompletedOn ?? c.Today : null;
            task.Percent = percent;
        }
        task.ReportedAt = c.Now;
        var done = c.Occurrences.Count > 0 ? c.Occurrences.TrueForAll(o => o.CompletedOn is not null) : percent == 100;
        if (done)
            task.WaitingFor = null;
        if (done && task.NeedsConfirmation)
            task.Confirmation = Confirmations.Pending;
        else if (task.Confirmation == Confirmations.Pending)
            task.Confirmation = Confirmations.None;
        return new TaskChange("progress", input.Comment)
        {
            Reported = new()
            {
                TaskId = task.Id,
                Occurrence = input.Occurrence,
                PercentBefore = percentBefore,
                Percent = percent,
                Comment = input.Comment,
                Figures = input.Figures is { Count: > 0 } figures ? JsonSerializer.Serialize(figures, PlatformJson.Options) : null,
                StateBefore = stateBefore,
                State = "",
                By = c.Caller.UserName,
                At = c.Now,
            },
            Notices = done && !wasDone && task.NeedsConfirmation
                ? [TaskNotices.ToAssigner(c, "awaits-confirmation", "Chờ xác nhận hoàn thành", input.Comment ?? "")]
                : [],
        };
    }

    private static Findings Check(TaskCase c, ProgressInput input)
    {
        var findings = new Findings();
        if (input.Percent is not (>= 0 and <= 100))
            findings.Add("percent", TaskErrors.BadPercent, $"Tiến độ từ 0 đến 100, nhận được {(object?)input.Percent ?? "trống"}.");
        findings.Comment(input.Comment);
        if (input.CompletedOn is { } on)
        {
            if (input.Percent != 100 || on > c.Today)
                findings.Add("completedOn", TaskErrors.BadDate, "Ngày hoàn thành chỉ ghi khi tiến độ là 100 và không ở tương lai.");
            else
                findings.Done(on, c.Today, "completedOn");
        }
        if (input.Occurrence is { } occurrence && c.Occurrences.TrueForAll(o => o.WrittenOn != occurrence))
            findings.Add("occurrence", TaskErrors.BadOccurrence, $"Nhiệm vụ không có kỳ hạn {occurrence:dd/MM/yyyy}.");
        Figures(input.Figures ?? [], findings);
        return findings;
    }

    private static void Figures(IReadOnlyList<FigureInput?> figures, Findings findings)
    {
        if (figures.Count > MostFigures)
            findings.Add("figures", TaskErrors.BadFigure, $"Có {figures.Count} số liệu, tối đa {MostFigures}.");
        for (var i = 0; i < Math.Min(figures.Count, MostFigures); i++)
        {
            if (figures[i] is not { Value: not null, Name: { Length: > 0 and <= Findings.LongestName } } figure
                || figure.Unit?.Length > LongestUnit)
            {
                findings.Add(
                    $"figures[{i}]", TaskErrors.BadFigure,
                    $"Số liệu cần tên (đến {Findings.LongestName} ký tự), giá trị và đơn vị tính (đến {LongestUnit} ký tự).");
            }
        }
    }

    private static IEnumerable<OccurrenceRow> Meant(List<OccurrenceRow> occurrences, DateOnly? named)
    {
        if (named is not null)
            return occurrences.Where(o => o.WrittenOn == named);
        var open = occurrences.Where(o => o.CompletedOn is null).ToList();
        return open.Count > 0 ? open : [occurrences[^1]];
    }
}
