using Platform.Reading.Files;
using Platform.Reading.Worker;

namespace Platform.Reading.Tests;

/// <summary>Readers that do what a hostile file might make one do.</summary>
public sealed class TestReader : IFileReader<string, string>
{
    private static readonly List<byte[]> Kept = [];

    public static string Read(ReadOnlyMemory<byte> file, string options)
    {
        switch (options)
        {
            case "overflow":
                return $"{Deeper(file.Length)}";
            case "spin":
                for (var i = 0L; ; i++)
                    Volatile.Write(ref s_spun, i);
            case "eat":
                while (true)
                    Kept.Add(new byte[1024 * 1024]);
            case "wait":
                return Console.In.ReadLine() ?? new ManualResetEvent(false).WaitOne().ToString();
            case "throw":
                throw new InvalidOperationException("a bug");
            case "refuse":
                throw new FileRefused(Refusal.Unreadable, "Không phải tệp.");
            case "secrets":
                return string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Order());
            default:
                return $"{Environment.ProcessId} {file.Length}";
        }
    }

    private static long s_spun;

    private static long Deeper(long n) => n < 0 ? 0 : 1 + Deeper(n + 1);
}
