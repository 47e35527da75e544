using System.IO.Compression;
using System.Security;

namespace Platform.Reporting.Tests.Templates;

/// <summary>A workbook of one sheet, as small as readers take it; a row of no cells is left out, as Excel does.</summary>
internal static class SheetFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static byte[] Make(string[][] rows, params string[] merged)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            Write("xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <sheets><sheet name="Biểu" sheetId="1" r:id="rId1"/></sheets></workbook>
                """);
            Write("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>
                """);
            var cells = string.Concat(rows.Select((row, r) => row.Length == 0
                ? "" : $"<row r=\"{r + 1}\">{string.Concat(row.Select((c, i) => Cell(c, $"{(char)('A' + i)}{r + 1}")))}</row>"));
            var merges = string.Concat(merged.Select(m => $"<mergeCell ref=\"{m}\"/>"));
            Write("xl/worksheets/sheet1.xml", $"""
                <worksheet xmlns="{Main}"><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>
                """);

            void Write(string name, string text)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return stream.ToArray();
    }

    /// <summary>What is typed with = is a formula to Excel, and over our codes an error.</summary>
    private static string Cell(string text, string at) =>
        text.Length == 0 ? ""
        : text[0] == '=' ? $"<c r=\"{at}\" t=\"e\"><f>{SecurityElement.Escape(text[1..])}</f><v>#NAME?</v></c>"
        : $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";
}
