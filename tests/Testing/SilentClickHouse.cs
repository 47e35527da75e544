using Microsoft.AspNetCore.Http;

namespace Platform.Testing;

/// <summary>
/// Takes everything and holds nothing: lets Indicators run for tests that need its definitions and recorded values, which are not in
/// ClickHouse. Tests of the time series run on the real engine (<c>tests/Indicators</c>).
/// </summary>
internal static class SilentClickHouse
{
    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsync("24.8.1.1\tUTC\n"));
        await app.StartAsync();
        return app;
    }
}
