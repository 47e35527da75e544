using System.Globalization;
using System.Runtime.InteropServices;

namespace Platform.Reading.Tests;

/// <summary>
/// What readings cost, by the kernel's own count (Linux): processor time of the worker processes of this test process, those that ended
/// included, and the most memory any of them held. Nothing here goes by the clock.
/// </summary>
internal static class ReaderCost
{
    private const int Children = -1;

    public static TimeSpan Processor()
    {
        while (true)
        {
            // Between its end and its being waited for a process is counted by its own entry still; one that passes over meanwhile is looked at again.
            var ended = Ended();
            var running = TimeSpan.FromMilliseconds(10 * Processes().Where(id => Stat(id, 1) == Environment.ProcessId).Sum(id => Stat(id, 11, 12, 13, 14)));
            if (Ended() == ended)
                return ended + running;
        }
    }

    private static TimeSpan Ended()
    {
        var usage = new long[18];
        GetUsage(Children, usage);
        return TimeSpan.FromMicroseconds(((usage[0] + usage[2]) * 1_000_000) + usage[1] + usage[3]);
    }

    /// <summary>The most that any worker held while the task ran, looked at again and again: a worker that is killed takes its count along.</summary>
    public static async Task<long> MostMegabytesWhileAsync(Task task)
    {
        var most = 0L;
        do
            most = Workers().Select(PeakKilobytes).Append(most).Max();
        // Sampled: the kernel keeps the peak only while the process lives.
        while (await Task.WhenAny(task, Task.Delay(10)) != task);
        return Workers().Select(PeakKilobytes).Append(most).Max() / 1024;
    }

    /// <summary>Ids of the workers that are there now.</summary>
    public static List<int> Workers() =>
        [.. Processes().Where(id => Stat(id, 1) == Environment.ProcessId && Read($"/proc/{id}/cmdline").Contains("Platform.Reading.dll", StringComparison.Ordinal))];

    private static IEnumerable<int> Processes() =>
        Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit)).Select(n => int.Parse(n!, CultureInfo.InvariantCulture));

    private static long PeakKilobytes(int id) =>
        Read($"/proc/{id}/status").Split('\n').Where(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(l => long.Parse(l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)).FirstOrDefault();

    /// <summary>Sum of fields of /proc/ID/stat, counted from the state as 0.</summary>
    private static long Stat(int id, params int[] fields)
    {
        var stat = Read($"/proc/{id}/stat");
        var values = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return values.Length == 0 ? 0 : fields.Sum(f => long.Parse(values[f], CultureInfo.InvariantCulture));
    }

    /// <summary>Empty once the process is gone.</summary>
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, [Out] long[] usage);
}
