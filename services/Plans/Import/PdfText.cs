using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Platform.PlanDocuments;
using Platform.ServiceDefaults.Errors;

namespace Platform.Plans.Import;

/// <summary>
/// The text layer of a PDF, by <c>pdftotext</c> (poppler-utils) when that is installed: the places of the words, which
/// <see cref="PdfWords"/> sets into lines with the columns where they stand (<c>-layout</c> would shift them). The program gets a file of its own, no shell
/// and no input; it is ended after a while, and what it writes has a bound.
/// </summary>
public static class PdfText
{
    private const int LongestOutput = 48 * 1024 * 1024;

    /// <summary>Letters a page of text has at the very least; a scan has none.</summary>
    private const int FewestLetters = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static async Task<Result<string>> ReadAsync(byte[] pdf, CancellationToken stop, string program = "pdftotext")
    {
        if (pdf.AsSpan(0, Math.Min(pdf.Length, 1024)).IndexOf("%PDF-"u8) < 0)
            return new Failure(PlanErrors.Unreadable, "Tệp không phải PDF.");
        var file = Path.Combine(Path.GetTempPath(), $"plan-{Guid.NewGuid():N}.pdf");
        try
        {
            await File.WriteAllBytesAsync(file, pdf, stop);
            return await RunAsync(program, file, stop);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<Result<string>> RunAsync(string program, string file, CancellationToken stop)
    {
        using var process = new Process { StartInfo = StartInfo(program, file) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return new Failure(PlanErrors.NoPdfReader, "Máy chủ chưa cài pdftotext (gói poppler-utils) nên chưa đọc được PDF; hãy dùng bản Word, Excel hoặc văn bản.");
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Longest);
        try
        {
            process.StandardInput.Close();
            var complaints = ReadBoundedAsync(process.StandardError, 64 * 1024, limit.Token);
            var text = await ReadBoundedAsync(process.StandardOutput, LongestOutput, limit.Token);
            if (text is null)
                return new Failure(PlanErrors.Unreadable, "Văn bản trong PDF quá dài.");
            await process.WaitForExitAsync(limit.Token);
            return Judge(process.ExitCode, text, await complaints ?? "");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Failure(PlanErrors.Unreadable, $"Đọc PDF quá {Longest.TotalSeconds:0} giây, đã dừng; hãy dùng bản Word hoặc văn bản.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Exit codes of pdftotext: 0 good, 1 cannot open, 3 not permitted.</summary>
    private static Result<string> Judge(int exitCode, string bbox, string complaints)
    {
        if (exitCode == 3 || complaints.Contains("password", StringComparison.OrdinalIgnoreCase) || complaints.Contains("encrypt", StringComparison.OrdinalIgnoreCase))
            return new Failure(PlanErrors.Unreadable, "PDF được đặt mật khẩu hoặc cấm sao chép; hãy bỏ bảo vệ rồi tải lại.");
        if (exitCode != 0)
            return new Failure(PlanErrors.Unreadable, "PDF bị hỏng hoặc không đúng định dạng.");
        var text = PdfWords.ToText(bbox) ?? "";
        return text.Count(char.IsLetter) < FewestLetters
            ? new Failure(PlanErrors.Unreadable, "PDF không có lớp văn bản (bản quét ảnh); hãy nhận dạng chữ (OCR) trước, hoặc dùng bản Word.")
            : text.Replace("\0", "", StringComparison.Ordinal);
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

    private static ProcessStartInfo StartInfo(string program, string file)
    {
        var info = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { "-bbox", "-enc", "UTF-8", "-l", "400", file, "-" })
            info.ArgumentList.Add(argument);
        return info;
    }
}
