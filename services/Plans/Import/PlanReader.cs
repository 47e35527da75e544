using Platform.PlanDocuments;
using Platform.Plans.Export;
using Platform.Plans.Revise;
using Platform.Reading.Files;
using Platform.Reading.Worker;

namespace Platform.Plans.Import;

/// <param name="Name">Name of the file; its end tells the kind.</param>
/// <param name="Units">Units the document may name.</param>
public sealed record PlanFile(string Name, IReadOnlyList<KnownUnit> Units);

/// <param name="Document">What was read of the text.</param>
/// <param name="Exported">The fields that an export of ours carried; they come back as they were.</param>
public sealed record PlanRead(string Text, PlanDocument Document, PlanInput? Exported);

/// <summary>
/// A plan document from the bytes to its targets and tasks. The analysis of the text costs most and is within the same limits.
/// </summary>
public sealed class PlanReader : IFileReader<PlanFile, PlanRead>
{
    public static PlanRead Read(ReadOnlyMemory<byte> file, PlanFile options)
    {
        var bytes = file.ToArray();
        var text = DocumentText.Read(options.Name, bytes);
        var document = PlanDocumentReader.Read(text, options.Units);
        if (document.Tasks.Count > Rules.MostRows || document.Targets.Count > Rules.MostRows)
            throw new FileRefused(
                Refusal.TooLarge,
                $"Kế hoạch có {document.Tasks.Count} nhiệm vụ và {document.Targets.Count} chỉ tiêu; tối đa {Rules.MostRows} mỗi loại.");
        return new(text, document, DocumentText.Extension(options.Name) switch
        {
            ".xlsx" => PlanSheetReader.Read(OfficeText.Sheets(bytes)),
            ".docx" => EmbeddedPlan.Read(bytes, text),
            _ => null,
        });
    }
}
