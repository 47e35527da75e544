using Microsoft.EntityFrameworkCore;

namespace Platform.Gateway.Sessions;

/// <summary>Browser sessions at the server: the cookie carries only a random key, tokens never reach the browser.</summary>
public sealed class SessionsDb(DbContextOptions<SessionsDb> options) : DbContext(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<SessionRow>(e =>
    {
        e.ToTable("sessions").HasKey(s => s.Key);
        e.HasIndex(s => s.ExpiresAt);
    });
}

public sealed class SessionRow
{
    public required string Key { get; init; }

    /// <summary>The authentication ticket with its tokens, encrypted by data protection.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Unix milliseconds: until then one gateway alone renews the tokens.</summary>
    public long RenewingUntil { get; set; }
}
