namespace Platform.Tasks.Evidence;

/// <summary>Where evidence files lie and how large they may be.</summary>
/// <param name="Directory"><c>Tasks:EvidenceDirectory</c>; by default a folder beside the SQLite files.</param>
public sealed record EvidenceOptions(string Directory)
{
    /// <summary>20 MB: a file of one byte more is refused.</summary>
    public const long LargestFile = 20 * 1024 * 1024;

    /// <summary>The file and the form around it.</summary>
    public const long LargestUpload = LargestFile + (1024 * 1024);

    public static EvidenceOptions From(IConfiguration configuration) => new(
        configuration["Tasks:EvidenceDirectory"] ?? Path.Combine(configuration["Storage:Directory"] ?? ".data", "evidence"));
}
