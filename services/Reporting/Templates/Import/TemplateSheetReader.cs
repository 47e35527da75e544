using Platform.Reading.Files;
using Platform.Reading.Worker;
using Platform.Reporting.Model.Templates;
using Platform.ServiceDefaults.Errors;

namespace Platform.Reporting.Templates.Import;

/// <param name="Code">Of the template that is made.</param>
/// <param name="Title">Of the template that is made.</param>
public sealed record TemplateFile(string Code, string Title);

/// <param name="Notes">What the reader was unsure of.</param>
/// <param name="Errors">What the rules of templates find.</param>
public sealed record TemplateRead(Template Template, IReadOnlyList<string> Notes, IReadOnlyList<FieldError> Errors);

/// <summary>A template from the bytes of a workbook, with what its rules find.</summary>
public sealed class TemplateSheetReader : IFileReader<TemplateFile, TemplateRead>
{
    public static TemplateRead Read(ReadOnlyMemory<byte> file, TemplateFile options)
    {
        var sheets = Sheet.Read(new MemoryStream(file.ToArray(), writable: false))
            ?? throw new FileRefused(Refusal.Unreadable, "Không đọc được tệp: hãy gửi tệp Excel dạng .xlsx.");
        var (template, notes) = SheetTemplate.Read(options.Code, options.Title, sheets);
        return new(template, notes, TemplateRules.Check(template));
    }
}
