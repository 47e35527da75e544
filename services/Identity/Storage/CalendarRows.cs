namespace Platform.Identity.Storage;

/// <summary>A day that differs from Monday to Friday: a day off, or a weekend worked in exchange.</summary>
public sealed class CalendarDayRow
{
    public required DateOnly Day { get; init; }
    public required bool Working { get; set; }

    /// <summary>Why, e.g. “Quốc khánh”.</summary>
    public required string Name { get; set; }
}

/// <summary>Who changed a year's calendar last, and how often it was changed.</summary>
public sealed class CalendarYearRow
{
    public required int Year { get; init; }
    public long Version { get; set; }
    public required string ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}
