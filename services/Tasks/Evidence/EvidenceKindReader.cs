using Platform.Reading.Worker;

namespace Platform.Tasks.Evidence;

/// <summary>The content type of an evidence file by its name and content; null when it is not taken.</summary>
public sealed class EvidenceKindReader : IFileReader<string, string?>
{
    public static string? Read(ReadOnlyMemory<byte> file, string options)
    {
        using var content = new MemoryStream(file.ToArray(), writable: false);
        return FileKinds.Check(options, content);
    }
}
