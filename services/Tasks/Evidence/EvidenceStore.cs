using System.Security.Cryptography;

namespace Platform.Tasks.Evidence;

/// <summary>
/// Files under the hash of their content, outside the database. A file is written aside, flushed to the disk and renamed before
/// its row commits: a row always has its file, and a file without a row is an orphan that the sweep removes.
/// </summary>
public sealed class EvidenceStore(EvidenceOptions options)
{
    private const string Incoming = "incoming";

    /// <summary>A file that was received and is not kept yet.</summary>
    public sealed record Received(string Path, string Sha256, long Size);

    /// <returns>Null when the content is longer than <paramref name="largest"/>.</returns>
    public async Task<Received?> ReceiveAsync(Stream content, long largest, CancellationToken stop)
    {
        var folder = Path.Combine(options.Directory, Incoming);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            long size = 0;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024))
            {
                var buffer = new byte[64 * 1024];
                for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
                {
                    size += read;
                    if (size > largest)
                        break;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), stop);
                }
                file.Flush(flushToDisk: true);
            }
            if (size <= largest)
                return new(path, Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        File.Delete(path);
        return null;
    }

    /// <summary>Puts a received file where its hash says. The same content is kept once.</summary>
    public void Keep(Received received, DateTimeOffset now)
    {
        var path = PathOf(received.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // The age counts from the last upload, so that the sweep never takes a file whose row is about to come.
        File.SetLastWriteTimeUtc(received.Path, now.UtcDateTime);
        File.Move(received.Path, path, overwrite: true);
    }

    public static void Drop(Received received) => File.Delete(received.Path);

    /// <returns>Null when the file is gone.</returns>
    public FileStream? Open(string sha256)
    {
        var path = PathOf(sha256);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true)
            : null;
    }

    /// <summary>Hashes of files last written before an instant, and forgotten uploads, which are removed at once.</summary>
    public IEnumerable<string> OlderThan(DateTimeOffset instant)
    {
        if (!Directory.Exists(options.Directory))
            yield break;
        foreach (var path in Directory.EnumerateFiles(options.Directory, "*", SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(path) >= instant.UtcDateTime)
                continue;
            if (Path.GetFileName(Path.GetDirectoryName(path)) == Incoming)
                File.Delete(path);
            else
                yield return Path.GetFileName(path);
        }
    }

    public void Remove(string sha256) => File.Delete(PathOf(sha256));

    // Only ever a hash of ours: 64 hexadecimal digits.
    private string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(options.Directory, sha256[..2], sha256)
        : throw new ArgumentException("Not a SHA-256.", nameof(sha256));
}
