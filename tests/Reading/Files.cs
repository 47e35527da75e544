using System.IO.Compression;
using System.Text;

namespace Platform.Reading.Tests;

/// <summary>Files as an attacker would make them, small on the wire.</summary>
internal static class Files
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static byte[] Zip(params (string Name, string Content)[] parts) => Zip([.. parts.Select(p => (p.Name, (Action<Stream>)(to => to.Write(Encoding.UTF8.GetBytes(p.Content)))))]);

    public static byte[] Zip((string Name, Action<Stream> Write)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, write) in parts)
            {
                using var to = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                write(to);
            }
        }
        return stream.ToArray();
    }

    public static byte[] Docx(string body) => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", $"<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>"));

    public static string P(string text) => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>";

    public static string Nested(string open, string close, int depth, string inside = "") =>
        string.Concat(Enumerable.Repeat(open, depth)) + inside + string.Concat(Enumerable.Repeat(close, depth));

    public static byte[] Xlsx(string sheetData, string strings = "", string styles = "") => Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", $"<workbook xmlns=\"{S}\" xmlns:r=\"{R}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"x\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", $"<sst xmlns=\"{S}\">{strings}</sst>"),
        ("xl/styles.xml", $"<styleSheet xmlns=\"{S}\">{styles}</styleSheet>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{S}\"><sheetData>{sheetData}</sheetData></worksheet>"));

    public static string Row(params string[] cells) => $"<row>{string.Concat(cells.Select(c => $"<c t=\"inlineStr\"><is><t>{c}</t></is></c>"))}</row>";

    /// <summary>A part of so many megabytes of one letter, a thousandth of it in the file.</summary>
    public static byte[] Bomb(string part, int megabytes) => Zip(
    [
        ("[Content_Types].xml", to => to.Write("<Types/>"u8)),
        (part, to =>
        {
            to.Write("<a>"u8);
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'a');
            for (var i = 0; i < megabytes; i++)
                to.Write(block);
            to.Write("</a>"u8);
        }),
    ]);

    /// <summary>A PDF of one page with that many lines of text.</summary>
    public static byte[] Pdf(int lines, string text = "Ke hoach cai cach hanh chinh nam 2026")
    {
        var content = new StringBuilder("BT /F1 6 Tf 40 800 Td 0 -0.01 TD\n");
        for (var i = 0; i < lines; i++)
            content.Append('(').Append(text).Append(") Tj T*\n");
        content.Append("ET");
        return Encoding.ASCII.GetBytes(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
            + $"4 0 obj<</Length {content.Length}>>stream\n{content}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n");
    }
}
