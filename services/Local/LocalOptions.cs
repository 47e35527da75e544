namespace Platform.Local;

/// <summary>What <c>./run</c> can be told.</summary>
/// <param name="Port">Port of the gateway on 127.0.0.1.</param>
/// <param name="DataDirectory">Where everything is stored.</param>
/// <param name="Demo">Loads the demo: users, plans, tasks, two years of quarters for all communes of the city.</param>
/// <param name="Nation">With the demo: users for all communes of the country, not only the city's.</param>
/// <param name="Now">ISO instant at which the clock starts; null for the real clock.</param>
/// <param name="WebRoot">Built pages; null when there are none.</param>
public sealed record LocalOptions(int Port, string DataDirectory, bool Demo, string? Now, string? WebRoot, bool Nation = false)
{
    public const string Usage = """
        ./run [--demo [--nation]] [--port 8080] [--data DIR] [--now 2025-09-12T08:00:00+07:00]
          --demo   users, plans, tasks and two years of quarterly reports for every commune (marked as demo data)
          --nation with --demo: users for all 3,321 communes of the country, to rehearse its deadline
          --port   port of the gateway on 127.0.0.1
          --data   directory of the data (default: .data)
          --now    lets the clock start at another moment, to rehearse a deadline
        """;

    public static LocalOptions Parse(string[] args)
    {
        var options = new LocalOptions(8080, ".data", false, null, null);
        for (var i = 0; i < args.Length; i++)
        {
            string Next() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");
            options = args[i] switch
            {
                "--demo" => options with { Demo = true },
                "--nation" => options with { Nation = true },
                "--port" => options with { Port = int.TryParse(Next(), out var port) && port is >= 0 and < 65536 ? port : throw new ArgumentException("--port needs a number from 0 to 65535.") },
                "--data" => options with { DataDirectory = Next() },
                "--now" => options with { Now = Next() },
                "--web" => options with { WebRoot = Next() },
                var other => throw new ArgumentException($"Unknown option {other}."),
            };
        }
        return options with { DataDirectory = Path.GetFullPath(options.DataDirectory) };
    }
}
