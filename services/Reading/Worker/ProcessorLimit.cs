using System.Runtime.InteropServices;

namespace Platform.Reading.Worker;

/// <summary>
/// What the kernel holds this process to (Linux): processor time by an interval timer, which ends the process with SIGPROF when it runs
/// out, whatever it is doing; no core dumps; a ceiling on the memory beside the collector's own limit.
/// </summary>
internal static class ProcessorLimit
{
    private const int ResourceData = 2;
    private const int ResourceCore = 4;
    private const int TimerProf = 2;
    private const int Children = -1;
    private const ulong MostData = 640UL * 1024 * 1024;

    public static void Prepare()
    {
        SetResourceLimit(ResourceCore, new() { Soft = 0, Hard = 0 });
        SetResourceLimit(ResourceData, new() { Soft = MostData, Hard = MostData });
    }

    /// <summary>From now on this process may use so much; zero lifts the limit.</summary>
    public static void Arm(TimeSpan processor) => SetTimer(
        TimerProf, new() { First = new() { Seconds = (long)processor.TotalSeconds, Microseconds = (long)(processor.TotalMicroseconds % 1_000_000) } }, 0);

    /// <summary>Processor time of the programs this process started and has seen end.</summary>
    public static TimeSpan OfPrograms()
    {
        var usage = new long[18];
        GetUsage(Children, usage);
        return TimeSpan.FromMicroseconds(((usage[0] + usage[2]) * 1_000_000) + usage[1] + usage[3]);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Microseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timer
    {
        public Time Interval;
        public Time First;
    }

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetResourceLimit(int resource, in Limit limit);

    [DllImport("libc", EntryPoint = "setitimer")]
    private static extern int SetTimer(int which, in Timer timer, nint old);

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, [Out] long[] usage);
}
