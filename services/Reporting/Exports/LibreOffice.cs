using System.Diagnostics;
using Platform.Reporting.Errors;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Exports;

/// <summary>
/// PDF through LibreOffice, where it is installed (<c>LibreOffice:Path</c>, else <c>soffice</c> on the PATH). One conversion at a time,
/// a few may wait; each in a folder and with a profile of its own that are removed afterwards.
/// </summary>
public sealed partial class LibreOffice(IConfiguration configuration, ILogger<LibreOffice> logger) : IDisposable
{
    /// <summary>How many documents go into one run of the program; starting it costs more than a page.</summary>
    public const int MostAtOnce = 20;

    private const int MostWaiting = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string? _program = Find(configuration["LibreOffice:Path"]);
    private int _waiting;

    /// <summary>What to tell where the program is missing; null where it is there.</summary>
    public Failure? NotInstalled => _program is null
        ? new Failure(ReportErrors.NoPdf, "Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; hãy tải tệp .docx.")
        : null;

    /// <summary>The documents as PDF, in their order; all or none.</summary>
    /// <param name="documents">At most <see cref="MostAtOnce"/> .docx files.</param>
    public async Task<Result<byte[][]>> ToPdfAsync(IReadOnlyList<byte[]> documents, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(documents.Count, MostAtOnce);
        if (_program is null)
            return NotInstalled!;
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return new Failure(ReportErrors.PdfBusy, "Nhiều người đang xuất PDF cùng lúc; hãy thử lại sau ít phút hoặc tải tệp .docx.");
        }
        try
        {
            await _turn.WaitAsync(stop);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        var folder = Directory.CreateTempSubdirectory("reports-pdf-");
        try
        {
            return await ConvertAsync(_program, folder.FullName, documents, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
            _turn.Release();
        }
    }

    private async Task<Result<byte[][]>> ConvertAsync(
        string program, string folder, IReadOnlyList<byte[]> documents, CancellationToken stop)
    {
        var names = Enumerable.Range(0, documents.Count).Select(i => Path.Combine(folder, $"{i:000}.docx")).ToList();
        for (var i = 0; i < documents.Count; i++)
            await File.WriteAllBytesAsync(names[i], documents[i], stop);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            ArgumentList = { $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--norestore",
                "--convert-to", "pdf", "--outdir", folder },
        };
        names.ForEach(start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        // Read to the end, or a full pipe would stop the program.
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None));
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limited.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            stop.ThrowIfCancellationRequested();
        }
        var pages = names.Select(n => Path.ChangeExtension(n, ".pdf")).ToList();
        if (pages.TrueForAll(File.Exists))
            return await Task.WhenAll(pages.Select(p => File.ReadAllBytesAsync(p, stop)));
        Log.Failed(logger, process.ExitCode, string.Join(' ', await said));
        return new Failure(ReportErrors.PdfFailed, "Chưa chuyển được sang PDF; hãy tải tệp .docx hoặc thử lại sau.");
    }

    private static string? Find(string? configured)
    {
        if (!string.IsNullOrEmpty(configured))
            return File.Exists(configured) ? configured : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => (string[])[Path.Combine(folder, "soffice"), Path.Combine(folder, "libreoffice")])
            .FirstOrDefault(File.Exists);
    }

    public void Dispose() => _turn.Dispose();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "LibreOffice ended with {ExitCode} and made no PDF: {Said}")]
        public static partial void Failed(ILogger logger, int exitCode, string said);
    }
}
