using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Platform.OfficialDocuments.Docx;

/// <summary>Type and paragraphs: Times New Roman 14, black; text justified, first line 1.27 cm, 6 pt between paragraphs.</summary>
public static class Styles
{
    public const string Font = "Times New Roman";
    public const double Size = 14;
    public const string Body = "NoiDung";
    public const string Heading = "Heading1";

    public static void AddTo(MainDocumentPart main)
    {
        var part = main.AddNewPart<StyleDefinitionsPart>();
        part.Styles = new(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle
                {
                    RunFonts = new() { Ascii = Font, HighAnsi = Font, EastAsia = Font, ComplexScript = Font },
                    Color = new() { Val = "000000" },
                    FontSize = new() { Val = "28" },
                    FontSizeComplexScript = new() { Val = "28" },
                    Languages = new() { Val = "vi-VN", EastAsia = "vi-VN" },
                }),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle
                {
                    SpacingBetweenLines = new() { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto },
                })),
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
            new Style(
                new StyleName { Val = "Nội dung" },
                new BasedOn { Val = "Normal" },
                new PrimaryStyle(),
                new StyleParagraphProperties
                {
                    SpacingBetweenLines = Lines(before: "0"),
                    Indentation = FirstLine(),
                    Justification = new() { Val = JustificationValues.Both },
                })
            { Type = StyleValues.Paragraph, StyleId = Body, CustomStyle = true },
            new Style(
                new StyleName { Val = "heading 1" },
                new BasedOn { Val = "Normal" },
                new NextParagraphStyle { Val = Body },
                new PrimaryStyle(),
                new StyleParagraphProperties
                {
                    KeepNext = new(),
                    SpacingBetweenLines = Lines(before: "120"),
                    Indentation = FirstLine(),
                    Justification = new() { Val = JustificationValues.Both },
                    OutlineLevel = new() { Val = 0 },
                },
                new StyleRunProperties { Bold = new(), BoldComplexScript = new() })
            { Type = StyleValues.Paragraph, StyleId = Heading });
        main.AddNewPart<DocumentSettingsPart>().Settings = new(
            // Word of today; without it Word opens the file in compatibility mode.
            new Compatibility(new CompatibilitySetting
            {
                Name = CompatSettingNameValues.CompatibilityMode,
                Uri = "http://schemas.microsoft.com/office/word",
                Val = "15",
            }));
    }

    private static SpacingBetweenLines Lines(string before) =>
        new() { Before = before, After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto };

    private static Indentation FirstLine() => new() { FirstLine = "720" };
}
