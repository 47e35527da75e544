using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Storage;

namespace Platform.Reporting.Reports.Export.Bulk;

/// <summary>
/// Where finished exports lie: <c>Reporting:ExportDirectory</c>, else a folder beside the data. Replicas need to share it.
/// </summary>
public sealed class BulkExportFolder
{
    private readonly string _path;

    public BulkExportFolder(IConfiguration configuration, IOptions<StorageOptions> storage)
    {
        _path = Path.GetFullPath(configuration["Reporting:ExportDirectory"] ?? Path.Combine(storage.Value.Directory, "exports"));
        Directory.CreateDirectory(_path);
    }

    public string FileOf(Guid id) => Path.Combine(_path, $"{id:N}.zip");

    /// <summary>The file while it is being written: of this attempt alone.</summary>
    public string Unfinished(Guid id) => Path.Combine(_path, $"{id:N}.{Guid.NewGuid():N}.part");

    public void Remove(Guid id)
    {
        foreach (var file in Directory.EnumerateFiles(_path, $"{id:N}.*"))
            File.Delete(file);
    }
}
