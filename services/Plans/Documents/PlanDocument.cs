namespace Platform.PlanDocuments;

/// <summary>
/// A unit the importer may recognise. Code is the official 5-character code; Kind is "xa", "phuong", "dac_khu", "thanh_pho" …
/// </summary>
public sealed record KnownUnit(string Code, string Name, string FullName, string Kind);

/// <summary>
/// What the importer read from one reform plan (kế hoạch cải cách hành chính). Nothing in it is invented: what the text does not hold is
/// null or empty, with a finding.
/// </summary>
public sealed record PlanDocument(
    string Title,
    PlanDecision Decision,
    IssuingUnit IssuingUnit,
    IReadOnlyList<string> LegalBases,
    PlanPeriod? Period,
    IReadOnlyList<PlanTarget> Targets,
    IReadOnlyList<PlanTask> Tasks,
    IReadOnlyList<Finding> Findings);

/// <summary>
/// Number, date and signer of the issuing decision (or of the plan itself when it was issued without one). DateText is the date as written,
/// even when incomplete.
/// </summary>
public sealed record PlanDecision(string? Number, DateOnly? Date, string? DateText, string? Place, string? Signer, string? SignerRole);

/// <summary>Code is set only when exactly one known unit fits; otherwise Candidates holds all that fit.</summary>
public sealed record IssuingUnit(string? Code, string? Name, IReadOnlyList<KnownUnit> Candidates);

/// <summary>Code as "2025", "2025-H2", "2025-Q3", "2025-9M", "2025-08" or "2026-2030"; From and To are inclusive.</summary>
public sealed record PlanPeriod(string Code, DateOnly From, DateOnly To, string Text)
{
    /// <summary>The year a date without a year belongs to, when the period lies in one year.</summary>
    public int? SingleYear => From.Year == To.Year ? From.Year : null;
}

public enum Comparator { None, AtLeast, MoreThan, Equals, AtMost, LessThan, ReduceAtLeast, ReduceBy, IncreaseAtLeast, IncreaseBy, Exceed }

/// <summary>One measurable part of a target. Value is in Unit ("%", "cuộc", "lần" …).</summary>
public sealed record Measure(Comparator Comparator, decimal? Value, string? Unit, string Text);

/// <summary>A target (chỉ tiêu). Comparator, Value and Unit repeat the first of Measures; the others are a matter for the user.</summary>
public sealed record PlanTarget(
    string? Number,
    string Text,
    Comparator Comparator,
    decimal? Value,
    string? Unit,
    int? Area,
    IReadOnlyList<Measure> Measures,
    LineSpan SourceLines);

/// <summary>
/// A row of the annex of tasks (danh mục nhiệm vụ). Area is one of the seven canonical areas, null when the heading was not understood.
/// </summary>
public sealed record PlanTask(
    int? Area,
    string? AreaTitle,
    string? Number,
    string? SubNumber,
    string? GroupTitle,
    string Content,
    string? LeadAgency,
    IReadOnlyList<string> Coordinators,
    string? LeaderInCharge,
    Deadline Deadline,
    IReadOnlyList<string> Products,
    LineSpan SourceLines,
    decimal Confidence);

/// <summary>Line numbers of the source text, first line is 1, both ends inclusive.</summary>
public sealed record LineSpan(int From, int To);

public enum Severity { Info, Warning, Error }

/// <summary>
/// Something the importer was unsure of. Code is stable (docs/plan-import.md lists them); Field is a path such as "tasks[3].deadline".
/// </summary>
public sealed record Finding(string Code, Severity Severity, string Message, int? Line, string? Field);
