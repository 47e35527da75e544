using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Probes of the places a service stores in.</summary>
public static class SpaceProbes
{
    // Some pages of any database, and nothing that it could press into fewer.
    private const int Length = 32 * 1024;

    public static SpaceProbe OfDatabase<TDb>(IServiceProvider services) where TDb : PlatformDb => async stop =>
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        // Should it not be taken back, the sweep of old keys does.
        var key = $"space-probe/{Guid.NewGuid():N}";
        await db.WriteAsync(
            () =>
            {
                db.IdempotencyRecords.Add(new()
                {
                    Key = key,
                    RequestHash = "",
                    Response = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)),
                    CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
                });
                return db.SaveChangesAsync(stop);
            },
            stop);
        await db.WriteAsync(() => db.IdempotencyRecords.Where(r => r.Key == key).ExecuteDeleteAsync(stop), stop);
    };

    public static SpaceProbe OfFolder(string folder) => async stop =>
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $".space-probe-{Guid.NewGuid():N}");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await file.WriteAsync(RandomNumberGenerator.GetBytes(Length), stop);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(path);
        }
    };
}
