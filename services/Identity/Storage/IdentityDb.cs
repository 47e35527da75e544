using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Storage;

public sealed class IdentityDb(DbContextOptions<IdentityDb> options) : PlatformDb(options)
{
    public DbSet<OrgUnitRow> OrgUnits => Set<OrgUnitRow>();

    public DbSet<SuccessionRow> Successions => Set<SuccessionRow>();

    public DbSet<OfficeRow> Offices => Set<OfficeRow>();

    public DbSet<CalendarDayRow> CalendarDays => Set<CalendarDayRow>();

    public DbSet<CalendarYearRow> CalendarYears => Set<CalendarYearRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<ClientRow> Clients => Set<ClientRow>();

    public DbSet<RefreshTokenRow> RefreshTokens => Set<RefreshTokenRow>();

    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<MailRow> Mails => Set<MailRow>();

    public DbSet<NoticePreferenceRow> NoticePreferences => Set<NoticePreferenceRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<OrgUnitRow>(e =>
        {
            e.ToTable("org_units").HasKey(u => u.Code);
            e.HasIndex(u => u.Parent);
        });
        modelBuilder.Entity<SuccessionRow>().ToTable("org_unit_successions").HasKey(s => new { s.OldCode, s.NewCode });
        modelBuilder.Entity<OfficeRow>().ToTable("offices").HasKey(o => new { o.OrgUnit, o.Code });
        modelBuilder.Entity<CalendarDayRow>().ToTable("calendar_days").HasKey(d => d.Day);
        modelBuilder.Entity<CalendarYearRow>(e =>
        {
            e.ToTable("calendar_years").HasKey(y => y.Year);
            e.Property(y => y.Year).ValueGeneratedNever();
            e.Property(y => y.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<UserRow>(e =>
        {
            e.ToTable("users").HasKey(u => u.UserName);
            e.HasIndex(u => u.Unit);
        });
        modelBuilder.Entity<ClientRow>().ToTable("api_clients").HasKey(c => c.ClientId);
        modelBuilder.Entity<RefreshTokenRow>(e =>
        {
            e.ToTable("refresh_tokens").HasKey(t => t.TokenHash);
            e.HasIndex(t => t.Family);
        });
        modelBuilder.Entity<SigningKeyRow>().ToTable("signing_keys").HasKey(k => k.KeyId);
        modelBuilder.AddNotices();
    }
}

/// <summary>An org unit with its official code and the dates between which it exists.</summary>
public sealed class OrgUnitRow
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required string FullName { get; set; }
    public required string Kind { get; set; }
    public string? Parent { get; set; }

    /// <summary>Ranking block: <c>phuong</c>, <c>xa</c>; null when not ranked.</summary>
    public string? Block { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public long Version { get; set; }
}

/// <summary>An old unit that went, whole or in part, into a new one: many to many, since some were split.</summary>
public sealed class SuccessionRow
{
    public required string OldCode { get; init; }
    public required string NewCode { get; init; }
    public DateOnly On { get; init; }
}

/// <summary>An office (phòng, trung tâm) inside a commune's People's Committee.</summary>
public sealed class OfficeRow
{
    public required string OrgUnit { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
}

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

public sealed class UserRow
{
    public required string UserName { get; init; }
    public required string DisplayName { get; set; }
    public required string Unit { get; set; }

    /// <summary>Role names, separated by a blank.</summary>
    public required string Roles { get; set; }
    public string? Office { get; set; }

    /// <summary>Post (chức vụ), as it is shown.</summary>
    public string? Title { get; set; }
    public string? Email { get; set; }
    public required string PasswordHash { get; set; }
    public bool Disabled { get; set; }
    public bool Demo { get; init; }
    public int FailedAttempts { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
}

/// <summary>A machine that calls the API with its own credentials.</summary>
public sealed class ClientRow
{
    public required string ClientId { get; init; }
    public required string SecretHash { get; set; }
    public required string Unit { get; set; }
    public required string Roles { get; set; }
    public bool Disabled { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A refresh token, kept as a hash. Each is good once; the second use of one revokes its whole family.</summary>
public sealed class RefreshTokenRow
{
    public required string TokenHash { get; init; }
    public required Guid Family { get; init; }
    public required string UserName { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

public sealed class SigningKeyRow
{
    public required string KeyId { get; init; }

    /// <summary>PKCS#8, PEM.</summary>
    public required string PrivateKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; set; }
}
