using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Platform.Identity.Storage;
using Platform.ServiceDefaults.Storage;

namespace Platform.ServiceDefaults.Tests;

/// <summary>The shared server's connections are divided among the services, unless the operator says otherwise.</summary>
public sealed class PostgresConnectionTests
{
    [Theory]
    [InlineData("Host=h;Database=platform", 12)]
    [InlineData("Host=h;Database=platform;Maximum Pool Size=40", 40)]
    [InlineData("Host=h;Database=platform;MaxPoolSize=100", 100)]
    public void SharedServer_GivesEachServiceADatabaseAndAShareOfTheConnections(string connection, int poolSize)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = connection,
        }).Build();
        var options = new DbContextOptionsBuilder<IdentityDb>();
        Database.Configure(options, configuration, "identity");
        using var db = new IdentityDb(options.Options);
        var used = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        Assert.Equal(("platform_identity", poolSize), (used.Database, used.MaxPoolSize));
    }
}
