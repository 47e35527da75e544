using System.Globalization;
using Platform.EmbeddedEngine;

// Alone: dotnet run --project services/Local/EmbeddedClickHouse -- --data DIR [--port 8123] [--password …]
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var server = EmbeddedClickHouse.Create(new EmbeddedClickHouseOptions
{
    DataDirectory = builder.Configuration["data"] ?? throw new InvalidOperationException("Say where the data is: --data DIR"),
    Port = int.Parse(builder.Configuration["port"] ?? "0", CultureInfo.InvariantCulture),
    Password = builder.Configuration["password"],
});
builder.Services.AddHostedService(_ => server);
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine($"ready {server.Address}");
await host.WaitForShutdownAsync();
