using Microsoft.EntityFrameworkCore;
using Platform.ServiceDefaults.Storage;

namespace Platform.Identity.Storage;

public sealed class IdentityDb(DbContextOptions<IdentityDb> options) : PlatformDb(options)
{
    public DbSet<OrgUnitRow> OrgUnits => Set<OrgUnitRow>();

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
