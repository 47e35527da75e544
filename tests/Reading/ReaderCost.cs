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
        var ended = new long[18];
        GetUsage(Children, ended);
        var spent = TimeSpan.FromMicroseconds(((ended[0] + ended[2]) * 1_000_000) + ended[1] + ended[3]);
        return Workers().Aggregate(spent, (sum, id) => sum + TimeSpan.FromMilliseconds(10 * Stat(id, 11, 12, 13, 14)));
    }

    /// <summary>The most that any worker held while the task ran, looked at again and again: a worker that is killed takes its count along.</summary>
    public static async Task<long> MostMegabytesWhileAsync(Task task)
    {
        var most = 0L;
        do
            most = Workers().Select(PeakKilobytes).Append(most).Max();
        while (await Task.WhenAny(task, Task.Delay(10)) != task);
        return Workers().Select(PeakKilobytes).Append(most).Max() / 1024;
    }

    /// <summary>Ids of the workers that are there now.</summary>
    public static List<int> Workers() =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, CultureInfo.InvariantCulture, out _)).Select(n => int.Parse(n!, CultureInfo.InvariantCulture))
            .Where(id => Stat(id, 1) == Environment.ProcessId && Read($"/proc/{id}/cmdline").Contains("Platform.Reading.dll", StringComparison.Ordinal))];

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
