using System.Globalization;
using System.Text.Json;
using Platform.ServiceDefaults.Text;

namespace Platform.Tasks.Model;

/// <summary>One field before and after a change, as the history shows it.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>The fields of a task that the history watches. Pure.</summary>
public sealed class FieldChanges
{
    private readonly Dictionary<string, string?> _fields;

    private FieldChanges(Dictionary<string, string?> fields) => _fields = fields;

    public static FieldChanges Of(TaskRow t, IEnumerable<OccurrenceRow> occurrences)
    {
        var fields = new Dictionary<string, string?>
        {
            ["content"] = t.Content,
            ["state"] = t.State,
            ["percent"] = Show(t.Percent),
            ["completedOn"] = Show(t.CompletedOn),
            ["dueOn"] = Show(t.DueOn),
            ["extendedTo"] = Show(t.ExtendedTo),
            ["office"] = t.AssigneeOffice,
            ["assignee"] = t.AssigneeUser,
            ["confirmation"] = t.Confirmation,
            ["needsConfirmation"] = t.NeedsConfirmation ? "true" : "false",
            ["waitingFor"] = t.WaitingFor,
            ["cancelReason"] = t.CancelReason,
        };
        foreach (var o in occurrences)
        {
            fields[$"occurrences[{Show(o.WrittenOn)}].percent"] = Show(o.Percent);
            fields[$"occurrences[{Show(o.WrittenOn)}].completedOn"] = Show(o.CompletedOn);
            fields[$"occurrences[{Show(o.WrittenOn)}].extendedTo"] = Show(o.ExtendedTo);
        }
        return new(fields);
    }

    /// <summary>What differs now, as JSON.</summary>
    public string Since(FieldChanges before) => JsonSerializer.Serialize(
        _fields.Keys.Union(before._fields.Keys)
            .Select(f => new FieldChange(f, before._fields.GetValueOrDefault(f), _fields.GetValueOrDefault(f)))
            .Where(c => c.Before != c.After),
        PlatformJson.Options);

    public static List<FieldChange> Read(string json) => JsonSerializer.Deserialize<List<FieldChange>>(json, PlatformJson.Options)!;

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Show(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
