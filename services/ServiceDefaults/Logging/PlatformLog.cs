using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Platform.ServiceDefaults.Logging;

/// <summary>What the services and the gateway write to the console, and how.</summary>
public static class PlatformLog
{
    public static void AddPlatformLog(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // Its failures come as exceptions and are logged where they are handled; some (no database yet, a conflict that is run again) are none.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        // It logs every exception with its trace, the senders' mistakes among them; Problems logs those that are bugs.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        // Another one by configuration: json, which escapes too.
        logging.AddConsole(console => console.FormatterName = configuration["Logging:Console:FormatterName"] ?? LineFormatter.FormatterName);
    }
}
