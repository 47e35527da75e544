using System.Globalization;

namespace Platform.Local;

/// <summary>What <c>./run</c> can be told.</summary>
/// <param name="Port">Port of the gateway on 127.0.0.1.</param>
/// <param name="DataDirectory">Where everything is stored.</param>
/// <param name="Demo">Loads the demo: users, plans, tasks, two years of quarters for all communes of the city.</param>
/// <param name="Nation">With the demo: users for all communes of the country, not only the city's.</param>
/// <param name="Now">ISO instant at which the clock starts; null for the real clock.</param>
/// <param name="WebRoot">Built pages; null when there are none.</param>
/// <param name="RebuildSeries">Writes the time series again from reports and recorded values, even when it is not empty.</param>
public sealed record LocalOptions(
    int Port, string DataDirectory, bool Demo, string? Now, string? WebRoot, bool Nation = false, bool RebuildSeries = false)
{
    public const string Usage = """
        ./run [--demo [--nation]] [--port 8080] [--data DIR] [--now 2025-09-12T08:00:00+07:00] [--rebuild-series]
          --demo   users, plans, tasks and two years of quarterly reports for every commune (marked as demo data)
          --nation with --demo: users for all 3,321 communes of the country, to rehearse its deadline
          --port   port of the gateway on 127.0.0.1
          --data   directory of the data (default: .data)
          --now    lets the clock start at another moment, to rehearse a deadline
          --rebuild-series  writes the time series in ClickHouse again from reports and recorded values
        """;

    // What the calendar of working days covers.
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static LocalOptions Parse(string[] args)
    {
        var options = new LocalOptions(8080, ".data", false, null, null);
        for (var i = 0; i < args.Length; i++)
        {
            string Next() => ++i < args.Length ? args[i] : throw Wrong($"{args[i - 1]} cần một giá trị.", $"{args[i - 1]} needs a value.");
            options = args[i] switch
            {
                "--demo" => options with { Demo = true },
                "--nation" => options with { Nation = true },
                "--port" => options with { Port = PortOf(Next()) },
                "--data" => options with { DataDirectory = FolderOf(Next()) },
                "--now" => options with { Now = InstantOf(Next()) },
                "--web" => options with { WebRoot = Next() },
                "--rebuild-series" => options with { RebuildSeries = true },
                var other => throw Wrong($"Không có tùy chọn {other}.", $"Unknown option {other}."),
            };
        }
        return options with { DataDirectory = Path.GetFullPath(options.DataDirectory) };
    }

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port < 65536
            ? port
            : throw Wrong($"--port cần một số từ 0 đến 65535, nhận được “{text}”.", $"--port needs a number from 0 to 65535, not '{text}'.");

    private static string FolderOf(string text) =>
        text.Length > 0 && !text.Contains('\0') ? text : throw Wrong("--data cần tên một thư mục.", "--data needs the name of a folder.");

    private static readonly string[] Iso8601 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    private static string InstantOf(string text) =>
        DateTimeOffset.TryParseExact(text, Iso8601, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant >= First && instant < Last
            ? text
            : throw Wrong(
                $"--now cần một thời điểm ISO 8601 từ năm 2000 đến 2099, ví dụ 2025-09-12T08:00:00+07:00; nhận được “{text}”.",
                $"--now needs an ISO 8601 instant from 2000 to 2099, such as 2025-09-12T08:00:00+07:00; not '{text}'.");

    private static LocalPlatformException Wrong(string vietnamese, string english) =>
        new(new(vietnamese, $"{english}\n{Usage}", StartFailure.Usage));
}
