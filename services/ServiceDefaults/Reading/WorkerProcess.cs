using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Platform.Reading.Files;
using Platform.Reading.Worker;

namespace Platform.ServiceDefaults.Reading;

/// <summary>
/// One worker process: <c>dotnet Platform.Reading.dll</c>, which lies beside every service, with an environment of its own (no secrets)
/// and nothing but three pipes. It ends when its input is closed, thus with the service too.
/// </summary>
public sealed class WorkerProcess : IDisposable
{
    /// <summary>Of the clock, for a worker that waits for something; its processor time has a limit of its own (<see cref="WorkerLoop.PerFile"/>).</summary>
    private static readonly TimeSpan LongestByClock = TimeSpan.FromSeconds(40);

    private const int SignalBase = 128;
    private const int SignalAbort = 6;
    private const int SignalKill = 9;
    private const int SignalProcessorTime = 27;
    private const int MostComplaints = 4_000;

    private readonly Process _process;
    private readonly Task<string> _complaints;

    private WorkerProcess(Process process)
    {
        _process = process;
        _complaints = HeadAsync(process.StandardError);
    }

    public bool IsAlive => !_process.HasExited;

    /// <exception cref="System.ComponentModel.Win32Exception">There is no dotnet to start.</exception>
    public static WorkerProcess Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Platform.Reading.dll");
        if (!File.Exists(program))
            throw new FileNotFoundException("The reading worker is not beside the service.", program);
        var info = new ProcessStartInfo(DotNet())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList = { program },
        };
        var path = Environment.GetEnvironmentVariable("PATH");
        info.Environment.Clear();
        info.Environment["PATH"] = path;
        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new(Process.Start(info)!);
    }

    /// <summary>Reads one file; afterwards the worker may be used again when <see cref="IsGood"/>.</summary>
    public async Task<WorkerAnswer> RunAsync(byte[] order, ReadOnlyMemory<byte> file, CancellationToken stop)
    {
        IsGood = false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestByClock);
        try
        {
            var (input, output) = (_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);
            await Frames.WriteAsync(input, order, limit.Token);
            await Frames.WriteAsync(input, file, limit.Token);
            await input.FlushAsync(limit.Token);
            var head = new byte[2];
            await output.ReadExactlyAsync(head, limit.Token);
            var body = await Frames.ReadAsync(output, Frames.LongestAnswer, limit.Token);
            IsGood = head[1] == 0;
            return head[0] == Frames.NoRefusal ? new(null, body) : new((Refusal)head[0], [], Encoding.UTF8.GetString(body));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return TookTooLong();
        }
        catch (IOException)
        {
            // The pipe broke: the worker is gone or going.
            await _process.WaitForExitAsync(limit.Token);
            return Died(_process.ExitCode, await _complaints);
        }
    }

    /// <summary>The last file was answered in good order.</summary>
    public bool IsGood { get; private set; }

    public int Id => _process.Id;

    /// <summary>Ends it and the programs it started.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static WorkerAnswer Died(int exitCode, string complaints) => (exitCode - SignalBase) switch
    {
        SignalProcessorTime => TookTooLong(),
        SignalAbort when complaints.Contains("Stack overflow", StringComparison.OrdinalIgnoreCase) => Of(FileRefused.TooDeep()),
        SignalAbort when complaints.Contains("memory", StringComparison.OrdinalIgnoreCase) => Of(FileRefused.TooLarge()),
        SignalKill => Of(FileRefused.TooLarge()),
        _ => new(Refusal.Failed, [], $"exit code {exitCode}: {complaints}"),
    };

    private static WorkerAnswer Of(FileRefused refused) => new(refused.Refusal, [], refused.Message);

    private static WorkerAnswer TookTooLong() => new(Refusal.TookTooLong, [], "Tệp cần quá nhiều thời gian để đọc, đã dừng; hãy chia nhỏ tệp hoặc lưu lại ở dạng đơn giản hơn.");

    /// <summary>The program that runs this runtime, wherever it is installed.</summary>
    private static string DotNet()
    {
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }

    /// <summary>The beginning of what it complains; the rest is taken and dropped, so that it never waits for us.</summary>
    private static async Task<string> HeadAsync(StreamReader errors)
    {
        var head = new StringBuilder();
        var buffer = new char[1024];
        while (await errors.ReadAsync(buffer) is > 0 and var read)
            head.Append(buffer, 0, Math.Min(read, MostComplaints - head.Length));
        return head.ToString();
    }
}
