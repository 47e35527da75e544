using System.IO.Compression;
using System.Text;

namespace Platform.Reading.Tests;

/// <summary>
/// Changed copies of our own samples through every door that takes files, from one seed (<c>FUZZ_SEED</c>, <c>FUZZ_FILES</c> for a longer
/// run): no answer is a 5xx, none costs over 2 s of processor or 300 MB.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests(Uploads uploads)
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), out var seed) ? seed : 20260115;
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_FILES"), out var count) ? count : 120;

    private static readonly string[] Endings = [".txt", ".md", ".docx", ".xlsx", ".pdf", ".csv"];

    [Fact]
    public async Task Reader_OfAnyChangedSample_AnswersWithinTheBudget()
    {
        var samples = Samples();
        var most = 0L;
        var answers = new Dictionary<int, int>();
        for (var i = 0; i < Count; i++)
        {
            // Each file by a seed of its own, so that a failing one is made again without those before it.
            var random = new Random(Seed + i);
            var (name, bytes) = samples[random.Next(samples.Count)];
            var file = Changed(bytes, name, samples, random);
            if (random.Next(12) == 0)
                name = "a" + Endings[random.Next(Endings.Length)];
            var way = Uploads.All[random.Next(Uploads.All.Count)];
            var before = ReaderCost.Processor();
            var sent = uploads.SendAsync(way, file, name);
            most = Math.Max(most, await ReaderCost.MostMegabytesWhileAsync(sent));
            using var answer = await sent;
            var status = (int)answer.StatusCode;
            Assert.True(status < 500, $"seed {Seed + i}: {name} of {file.Length} bytes to {way} gave {status}: {await answer.Content.ReadAsStringAsync()}");
            Assert.True((ReaderCost.Processor() - before).TotalSeconds <= 2, $"seed {Seed + i}: {name} of {file.Length} bytes to {way} cost {ReaderCost.Processor() - before}");
            answers[status] = answers.GetValueOrDefault(status) + 1;
        }
        Assert.InRange(most, 1, 300);
        // Some are still read: else nothing but the first check would have been tried.
        Assert.True(answers.Where(a => a.Key < 300).Sum(a => a.Value) >= Count / 10, string.Join(", ", answers));
    }

    private static List<(string Name, byte[] Bytes)> Samples()
    {
        List<(string, byte[])> all = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples")).Where(f => Endings.Contains(Path.GetExtension(f))).Order()
            .Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)))];
        var lines = all.Where(s => s.Item1.EndsWith(".md", StringComparison.Ordinal)).SelectMany(s => Encoding.UTF8.GetString(s.Item2).Split('\n')).Select(l => System.Security.SecurityElement.Escape(l)!).ToList();
        all.Add(("mau.docx", Files.Docx(string.Concat(lines.Select(l => l.Contains('\t')
            ? $"<w:tbl><w:tr>{string.Concat(l.Split('\t').Select(c => $"<w:tc>{Files.P(c)}</w:tc>"))}</w:tr></w:tbl>" : Files.P(l))))));
        all.Add(("mau.xlsx", Files.Xlsx(string.Concat(lines.Select(l => Files.Row(l.Split('\t')))))));
        all.Add(("giao-viec.xlsx", Files.Xlsx(Files.Row("Nội dung", "Lĩnh vực", "Hạn", "Đơn vị") + Files.Row("Rà soát", "3", "30/09/2026", "tất cả"))));
        all.Add(("giao-viec.csv", Encoding.UTF8.GetBytes("Nội dung;Lĩnh vực;Hạn;Đơn vị\nRà soát;3;30/09/2026;các xã\n")));
        all.Add(("bieu.xlsx", Files.Xlsx(Files.Row("TT", "Chỉ tiêu", "Đơn vị tính") + Files.Row("I", "Cải cách thể chế", "") + Files.Row("1", "Văn bản", "văn bản"))));
        return all;
    }

    private static byte[] Changed(byte[] bytes, string name, List<(string Name, byte[] Bytes)> samples, Random random)
    {
        if (name.EndsWith("x", StringComparison.Ordinal) && random.Next(4) > 0)
            return Repacked(bytes, random);
        var file = bytes;
        for (var steps = random.Next(4); steps >= 0; steps--)
            file = Step(file, samples[random.Next(samples.Count)].Bytes, random);
        return file.Length <= 4_000_000 ? file : file[..4_000_000];
    }

    /// <summary>The parts of a package changed one by one and packed again.</summary>
    private static byte[] Repacked(byte[] bytes, Random random)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var parts = new List<(string, Action<Stream>)>();
        foreach (var entry in archive.Entries)
        {
            using var from = entry.Open();
            using var copy = new MemoryStream();
            from.CopyTo(copy);
            var part = random.Next(3) == 0 ? copy.ToArray() : Step(copy.ToArray(), copy.ToArray(), random);
            if (random.Next(15) > 0)
                parts.Add((entry.FullName, to => to.Write(part)));
        }
        return Files.Zip([.. parts]);
    }

    private static byte[] Step(byte[] file, byte[] other, Random random)
    {
        if (file.Length == 0)
            return other;
        var (from, at) = (random.Next(file.Length), random.Next(file.Length));
        var length = Math.Min(random.Next(1, 2_000), file.Length - from);
        var piece = file.AsSpan(from, length);
        switch (random.Next(7))
        {
            case 0:
                var flipped = file.ToArray();
                for (var i = 0; i < 1 + (file.Length / 500); i++)
                    flipped[random.Next(file.Length)] = (byte)random.Next(256);
                return flipped;
            case 1:
                return file[..at];
            case 2:
                return [.. file[..from], .. file[(from + length)..]];
            case 3:
                // The same piece over and over: long lines, deep nesting, many rows.
                return [.. file[..at], .. Enumerable.Repeat(piece.ToArray(), random.Next(1, 1_000)).SelectMany(p => p), .. file[at..]];
            case 4:
                return [.. file[..at], .. other[(other.Length / 2)..]];
            case 5:
                return [.. file[..at], .. Enumerable.Repeat((byte)" \t|<&9(\n"[random.Next(8)], random.Next(100_000)), .. file[at..]];
            default:
                return [.. file[..at], .. "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>"u8, .. piece, .. file[at..]];
        }
    }
}
