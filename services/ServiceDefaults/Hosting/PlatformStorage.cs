using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Outbox;
using Platform.ServiceDefaults.Storage;

namespace Platform.ServiceDefaults.Hosting;

/// <summary>What a service that keeps something needs: its database, and its events sent from there.</summary>
public static class PlatformStorage
{
    /// <param name="name">Of the database; see <see cref="Database"/>.</param>
    public static void AddPlatformDb<TDb>(this WebApplicationBuilder builder, string name) where TDb : PlatformDb
    {
        builder.AddDatabase<TDb>(name);
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddHostedService<OutboxDispatcher<TDb>>();
    }
}
