using Platform.Identity;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

/// <summary>Rights of files and folders; on Linux, where they are bits.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode World = (UnixFileMode)0b110_110_110;
    private const UnixFileMode File0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder0700 = File0600 | UnixFileMode.UserExecute;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string In(params string[] names) => Path.Combine([_folder.Path, .. names]);

    private string Put(UnixFileMode mode, params string[] names)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(names))!);
        File.WriteAllText(In(names), "x");
        File.SetUnixFileMode(In(names), mode);
        return In(names);
    }

    private static UnixFileMode Mode(string path) => File.GetUnixFileMode(path);

    [Fact]
    public void Enforce_MakesWhateverIsWrittenPrivate()
    {
        PrivateFiles.Enforce();
        File.WriteAllText(In("file"), "x");
        Directory.CreateDirectory(In("folder"));
        Assert.Equal((File0600, Folder0700), (Mode(In("file")), Mode(In("folder"))));
    }

    [Fact]
    public void Write_AndCreateFolder_ArePrivateOfThemselves()
    {
        PrivateFiles.Write(In("key"), [1, 2]);
        PrivateFiles.CreateFolder(In("a", "b"));
        Assert.Equal((File0600, Folder0700), (Mode(In("key")), Mode(In("a", "b"))));
        Assert.Throws<IOException>(() => PrivateFiles.Write(In("key"), [3]));
    }

    [Fact]
    public void TightenTree_CorrectsWhatIsThere_AndFollowsNoLinks()
    {
        var outside = Put(World, "outside", "file");
        var inside = Put(World, "keys", "deep", "key.xml");
        File.SetUnixFileMode(In("keys"), Folder0700 | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.CreateSymbolicLink(In("keys", "file-link"), outside);
        Directory.CreateSymbolicLink(In("keys", "folder-link"), In("outside"));
        Directory.CreateSymbolicLink(In("keys-link"), In("outside"));

        PrivateFiles.TightenTree(In("keys"));
        PrivateFiles.TightenTree(In("keys-link"));
        PrivateFiles.TightenTree(In("not there"));
        PrivateFiles.Tighten(In("keys", "file-link"));
        Assert.Equal((Folder0700, File0600), (Mode(In("keys")), Mode(inside)));
        Assert.Equal(World, Mode(outside));
    }

    [Fact]
    public void Tighten_LeavesAFolderThatAllShare()
    {
        var shared = Folder0700 | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.StickyBit;
        Directory.CreateDirectory(In("shared"));
        File.SetUnixFileMode(In("shared"), shared);
        PrivateFiles.Tighten(In("shared"));
        Assert.Equal(shared, Mode(In("shared")));
    }

    [Fact]
    public async Task Service_KeepsItsDatabaseAndKeyToItself_AlsoThoseOfBefore()
    {
        var data = In("data");
        async Task StartAsync()
        {
            await using var identity = IdentityService.Create([$"--Storage:Directory={data}", "--Logging:LogLevel:Default=None", "--Demo:Password=long-enough-12"]);
            await identity.PrepareAsync();
            Assert.Equal(Folder0700, Mode(data));
            string[] files = ["identity.db", "identity.db-wal", "identity.db-shm", Path.Combine("keys", "identity.key")];
            Assert.All(files, f => Assert.Equal(File0600, Mode(Path.Combine(data, f))));
            Assert.Equal(Folder0700, Mode(Path.Combine(data, "keys")));
        }

        await StartAsync();
        File.SetUnixFileMode(Path.Combine(data, "identity.db"), World);
        File.SetUnixFileMode(Path.Combine(data, "keys", "identity.key"), World);
        await StartAsync();
    }
}
