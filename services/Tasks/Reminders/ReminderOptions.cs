namespace Platform.Tasks.Reminders;

/// <summary>When reminders are sent (section <c>Reminders</c>), Viet Nam time, on working days.</summary>
public sealed class ReminderOptions
{
    public const string Section = "Reminders";

    public TimeOnly From { get; set; } = new(7, 0);
    public TimeOnly To { get; set; } = new(17, 0);
    public int EveryMinutes { get; set; } = 10;
}
