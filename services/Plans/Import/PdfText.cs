using System.Diagnostics;
using System.Text;
using Platform.PlanDocuments;
using Platform.Plans.Errors;
using Platform.Reading.Files;
using Platform.Reading.Text;
using Platform.Reading.Worker;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Import;

/// <summary>
/// The text layer of a PDF, by <c>pdftotext</c> (poppler-utils) when that is installed: the places of the words, which
/// <see cref="PdfWords"/> sets into lines with the columns where they stand (<c>-layout</c> would shift them). The program reads the file
/// from its
/// input and has limits of its own: processor time, memory, what it writes. Runs in the reading worker.
/// </summary>
public static class PdfText
{
    private const int LongestOutput = 12 * 1024 * 1024;
    private const int MostMemory = 200 * 1024 * 1024;
    private const int OutOfTime = 128 + 24;
    private const int Killed = 128 + 9;

    /// <summary>Letters a page of text has at the very least; a scan has none.</summary>
    private const int FewestLetters = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static async Task<Result<string>> ReadAsync(byte[] pdf, CancellationToken stop, string program = "pdftotext")
    {
        if (pdf.AsSpan(0, Math.Min(pdf.Length, 1024)).IndexOf("%PDF-"u8) < 0)
            return new Failure(PlanErrors.Unreadable, "Tệp không phải PDF.");
        return await RunAsync(program, pdf, stop);
    }

    private static async Task<Result<string>> RunAsync(string program, byte[] pdf, CancellationToken stop)
    {
        using var process = new Process { StartInfo = StartInfo(program) };
        process.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Longest);
        try
        {
            var given = GiveAsync(process, pdf, limit.Token);
            var complaints = ReadBoundedAsync(process.StandardError, 64 * 1024, limit.Token);
            var text = await ReadBoundedAsync(process.StandardOutput, LongestOutput, limit.Token)
                ?? throw new FileRefused(Refusal.TooLarge, "Văn bản trong PDF quá dài.");
            await given;
            await process.WaitForExitAsync(limit.Token);
            WorkerLoop.CountPrograms();
            return Judge(process.ExitCode, text, await complaints ?? "");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw TookTooLong();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>
    /// Exit codes of pdftotext: 0 good, 1 cannot open, 3 not permitted; of the shell: 127 no such program, 128 and more a signal.
    /// </summary>
    private static Result<string> Judge(int exitCode, string bbox, string complaints)
    {
        if (exitCode == 127)
            return new Failure(
                PlanErrors.NoPdfReader,
                "Máy chủ chưa cài pdftotext (gói poppler-utils) nên chưa đọc được PDF; hãy dùng bản Word, Excel hoặc văn bản.");
        if (exitCode is OutOfTime or Killed)
            throw TookTooLong();
        if (exitCode == 3 || complaints.Contains("password", StringComparison.OrdinalIgnoreCase)
            || complaints.Contains("encrypt", StringComparison.OrdinalIgnoreCase))
            return new Failure(PlanErrors.Unreadable, "PDF được đặt mật khẩu hoặc cấm sao chép; hãy bỏ bảo vệ rồi tải lại.");
        if (exitCode != 0)
            return new Failure(PlanErrors.Unreadable, "PDF bị hỏng hoặc không đúng định dạng.");
        var text = PdfWords.ToText(bbox) ?? "";
        return text.Count(char.IsLetter) < FewestLetters
            ? new Failure(
                PlanErrors.Unreadable, "PDF không có lớp văn bản (bản quét ảnh); hãy nhận dạng chữ (OCR) trước, hoặc dùng bản Word.")
            : VietnameseLetters.Compose(text.Replace("\0", "", StringComparison.Ordinal));
    }

    private static FileRefused TookTooLong() =>
        new(Refusal.TookTooLong, "PDF cần quá nhiều thời gian để đọc, đã dừng; hãy dùng bản Word hoặc văn bản.");

    /// <summary>The program reads its input to the end before it writes; one that ends early has its reasons.</summary>
    private static async Task GiveAsync(Process process, byte[] pdf, CancellationToken stop)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(pdf, stop);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone: its exit code tells why.
        }
    }

    private static async Task<string?> ReadBoundedAsync(StreamReader reader, int longest, CancellationToken stop)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        while (await reader.ReadAsync(buffer, stop) is > 0 and var read)
        {
            if (text.Length + read > longest)
                return null;
            text.Append(buffer, 0, read);
        }
        return text.ToString();
    }

    private static ProcessStartInfo StartInfo(string program)
    {
        // The shell sets the limits (1 s of processor, memory, no core dump) and becomes the program.
        var info = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        string[] arguments = [
            "-c", $"ulimit -c 0; ulimit -t 1; ulimit -v {MostMemory / 1024}; exec \"$0\" \"$@\"", program, "-bbox", "-enc", "UTF-8", "-l",
            "400", "-", "-"];
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        return info;
    }
}
