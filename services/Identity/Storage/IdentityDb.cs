using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Storage;

public sealed class IdentityDb(DbContextOptions<IdentityDb> options) : PlatformDb(options)
{
    public DbSet<OrgUnitRow> OrgUnits => Set<OrgUnitRow>();

    public DbSet<SuccessionRow> Successions => Set<SuccessionRow>();

    public DbSet<OfficeRow> Offices => Set<OfficeRow>();

    public DbSet<ReferenceVersionRow> ReferenceVersions => Set<ReferenceVersionRow>();

    public DbSet<CalendarDayRow> CalendarDays => Set<CalendarDayRow>();

    public DbSet<CalendarYearRow> CalendarYears => Set<CalendarYearRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<ClientRow> Clients => Set<ClientRow>();

    public DbSet<RefreshTokenRow> RefreshTokens => Set<RefreshTokenRow>();

    public DbSet<RevocationRow> Revocations => Set<RevocationRow>();

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
        modelBuilder.Entity<ReferenceVersionRow>(e =>
        {
            e.ToTable("reference_version").HasKey(r => r.Id);
            e.Property(r => r.Id).ValueGeneratedNever();
        });
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
            // Of two changes at once one runs again, so that no token of the first counts as one of the second.
            e.Property(u => u.TokenVersion).IsConcurrencyToken();
        });
        modelBuilder.Entity<ClientRow>(e =>
        {
            e.ToTable("api_clients").HasKey(c => c.ClientId);
            e.HasIndex(c => c.Unit);
            e.Property(c => c.TokenVersion).IsConcurrencyToken();
            e.Property(c => c.SecretHash).IsConcurrencyToken();
        });
        modelBuilder.Entity<RefreshTokenRow>(e =>
        {
            e.ToTable("refresh_tokens").HasKey(t => t.TokenHash);
            e.HasIndex(t => t.Family);
            e.HasIndex(t => t.ExpiresAt);
        });
        modelBuilder.Entity<RevocationRow>(e =>
        {
            e.ToTable("revocations").HasKey(r => r.Holder);
            e.HasIndex(r => r.Until);
        });
        modelBuilder.Entity<SigningKeyRow>(e =>
        {
            e.ToTable("signing_keys").HasKey(k => k.KeyId);
            // Of two instances that make the next key one wins.
            e.HasIndex(k => k.Generation).IsUnique();
        });
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

/// <summary>How often units, offices or the working-day calendar changed.</summary>
public sealed class ReferenceVersionRow
{
    /// <summary>There is one row.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public long Version { get; set; }
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

    /// <summary>Stands in the user's tokens; counted up, those of before are void.</summary>
    public long TokenVersion { get; set; }

    /// <summary>Stands with the user's refresh tokens; counted up, the sign-ins of before are over.</summary>
    public long SignInVersion { get; set; }
}

/// <summary>A machine that calls the API with its own credentials.</summary>
public sealed class ClientRow
{
    public required string ClientId { get; init; }

    /// <summary>What it is for, as the administrator called it; empty for those of before there were names.</summary>
    public required string Name { get; set; }
    public required string SecretHash { get; set; }

    /// <summary>The secret before this one, good until <see cref="OldSecretUntil"/>.</summary>
    public string? OldSecretHash { get; set; }
    public DateTimeOffset? OldSecretUntil { get; set; }
    public required string Unit { get; set; }
    public required string Roles { get; set; }

    /// <summary>Revoked, for good.</summary>
    public bool Disabled { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last got a token, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>As with users.</summary>
    public long TokenVersion { get; set; }
}

/// <summary>A refresh token, kept as a hash. Each is good once; the second use of one revokes its whole family.</summary>
public sealed class RefreshTokenRow
{
    public required string TokenHash { get; init; }
    public required Guid Family { get; init; }
    public required string UserName { get; init; }

    /// <summary>The user's at the sign-in.</summary>
    public long SignInVersion { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>Access tokens that are void before they run out; forgotten when the last of them has.</summary>
public sealed class RevocationRow
{
    /// <summary>Subject of the tokens, or <c>session:</c> and their session.</summary>
    public required string Holder { get; init; }

    /// <summary>Those with a lower version are void.</summary>
    public long Below { get; set; }
    public DateTimeOffset Until { get; set; }
}

public sealed class SigningKeyRow
{
    public required string KeyId { get; init; }

    /// <summary>1, 2, 3 …: each signs until the next one does.</summary>
    public int Generation { get; init; }

    /// <summary>PKCS#8, PEM, sealed (<see cref="Keys.KeySeal"/>).</summary>
    public required string PrivateKey { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SignsFrom { get; init; }
}
