using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Platform.EndToEnd.Tests;

/// <summary>What the person hears who starts the platform on something that it cannot start on: words in both languages, no trace.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-start-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--now yesterday", "“yesterday”", "--now needs an ISO 8601 instant")]
    [InlineData("--now 9/12/2025", "“9/12/2025”", "--now needs an ISO 8601 instant")]
    [InlineData("--now 0001-01-01", "từ năm 2000", "from 2000 to 2099")]
    [InlineData("--port 99999", "từ 0 đến 65535", "--port needs a number")]
    [InlineData("--port -1", "từ 0 đến 65535", "--port needs a number")]
    [InlineData("--port", "--port cần một giá trị", "--port needs a value")]
    [InlineData("--wat", "Không có tùy chọn --wat", "Unknown option --wat")]
    public async Task CommandLine_ThatIsWrong_IsToldWithTheUsage(string arguments, string vietnamese, string english)
    {
        var words = await RefusedAsync(2, arguments.Split(' '));
        Assert.Contains(vietnamese, words);
        Assert.Contains(english, words);
        Assert.Contains("./run [--demo", words);
    }

    [Fact]
    public async Task Data_ThatIsAFile_IsToldSo()
    {
        await File.WriteAllTextAsync(Data, "x");
        Assert.Contains("là một tệp, không phải thư mục", await RefusedAsync(2));
    }

    [Fact]
    public async Task Port_InUse_IsToldSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Assert.Contains("đang có chương trình khác dùng", await RefusedAsync(1, "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"));
    }

    [Fact]
    public async Task EngineLibrary_ThatIsMissing_IsToldSo() =>
        Assert.Contains("needs libchdb.so", await RefusedAsync(1, new Dictionary<string, string> { ["PLATFORM_LIBCHDB"] = "/nowhere/libchdb.so" }));

    [Fact]
    public async Task Postgres_ThatDoesNotAnswer_IsToldSo() => Assert.Contains("PostgreSQL không trả lời", await RefusedAsync(1, new Dictionary<string, string>
    {
        ["Storage__Provider"] = "Postgres",
        ["Storage__ConnectionString"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=platform",
    }));

    /// <summary>A database of ten pages, of which six are there; and things that are no database at all.</summary>
    [Theory]
    [InlineData(10, 6)]
    [InlineData(1, 0)]
    [InlineData(0, 3)]
    public async Task Database_ThatIsCutOff_IsToldWithItsName(int pages, int there)
    {
        const int page = 4096;
        var file = new byte[there * page];
        if (file.Length > 0 && pages > 0)
        {
            "SQLite format 3\0"u8.CopyTo(file);
            BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(16), page);
            // Written and read by version 1 (no write-ahead log), 64/32/32 as the format wants them; "version valid for" equals the change counter.
            new byte[] { 1, 1, 0, 64, 32, 32 }.CopyTo(file, 18);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(28), (uint)pages);
            file[100] = 13;
        }
        Directory.CreateDirectory(Data);
        await File.WriteAllBytesAsync(Path.Combine(Data, "reporting.db"), file);
        var words = await RefusedAsync(1);
        Assert.Contains("reporting.db bị hỏng hoặc bị cắt cụt", words);
        Assert.Contains("damaged or cut off", words);
    }

    [Fact]
    public async Task ClickHouseFolder_CopiedWithItsLinksFollowed_IsToldSo()
    {
        Directory.CreateDirectory(Path.Combine(Data, "clickhouse", "metadata", "default"));
        Assert.Contains("cp -a", await RefusedAsync(1));
    }

    [ReadOnlyFolderFact]
    public async Task Folder_ThatIsReadOnly_IsToldSo()
    {
        Directory.CreateDirectory(Data);
        using var readOnly = ReadOnlyFolder.Make(Data);
        Assert.Contains("chỉ cho đọc", await RefusedAsync(1));
    }

    private Task<string> RefusedAsync(int exitCode, params string[] arguments) => RefusedAsync(exitCode, [], arguments);

    private async Task<string> RefusedAsync(int exitCode, Dictionary<string, string> environment, params string[] arguments)
    {
        // The default port may be somebody's.
        string[] port = arguments.Contains("--port") ? [] : ["--port", "0"];
        var start = new ProcessStartInfo("dotnet", [PlatformProcess.Program, "--data", Data, .. port, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal((exitCode, true), (process.ExitCode, (await errors).Length > 0));
        Assert.DoesNotMatch(@"(?m)^\s+at |Exception", await output + await errors);
        return await errors;
    }
}
