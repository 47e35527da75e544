using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using Platform.PlanDocuments;
using Platform.Plans.Model;
using Platform.Plans.Revise;
using Platform.Reading.Files;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Text;

namespace Platform.Plans.Export;

/// <summary>
/// The plan's fields inside the .docx it was exported to (a custom XML part), so that the file imports again without loss as long as its
/// text is
/// as it was exported. Once somebody edits the text, the text counts and the part is ignored; so it is when it says what the text does not.
/// </summary>
public static class EmbeddedPlan
{
    private const int MostParts = 20;
    private static readonly XNamespace Space = "urn:platform:plan:1";

    public static byte[] Add(byte[] docx, PlanInput plan)
    {
        var text = OfficeText.Read(docx, "plan.docx").Text!;
        var root = new XElement(
            Space + "plan", new XAttribute("text", HashOf(text)),
            Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(plan, PlatformJson.Options)));
        using var stream = new MemoryStream();
        stream.Write(docx);
        using (var file = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var part = file.MainDocumentPart!.AddCustomXmlPart(CustomXmlPartType.CustomXml);
            part.FeedData(new MemoryStream(Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting))));
        }
        return stream.ToArray();
    }

    /// <returns>The fields; null when the file holds none or its text has changed.</returns>
    public static PlanInput? Read(byte[] docx, string text)
    {
        try
        {
            using var package = new Package(new MemoryStream(docx, writable: false));
            var parts = package.Names.Where(n => n.StartsWith("customXml/item", StringComparison.OrdinalIgnoreCase)).Take(MostParts);
            foreach (var name in parts)
            {
                if (package.Part(name)?.Root is { } root && root.Name == Space + "plan" && root.Attribute("text")?.Value == HashOf(text))
                    return Says(text, JsonSerializer.Deserialize<PlanInput>(Convert.FromBase64String(root.Value), PlatformJson.Options));
            }
            return null;
        }
        catch (Exception error) when (
            error is FileRefused { Refusal: Refusal.Unreadable } or JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    public static PlanInput Of(PlanContent content, PlanHeader header)
    {
        var d = content.Decision;
        return new(
            null, header.Title, new(d.Number, d.Date, d.DateText, d.Place, d.Signer, d.SignerRole), content.LegalBases, header.Period,
            header.From, header.To,
            [.. content.Targets.Select(t => new TargetInput(
                null, t.Number, t.Text, $"{t.Comparator}", t.Value, t.Unit, t.Area, [.. t.Measures], t.Indicator, null))],
            [.. content.Tasks.Select(t => new TaskInput(
                null, t.Area, t.AreaTitle, t.Number, t.SubNumber, t.GroupTitle, t.Content, t.LeadAgency, t.Coordinators, t.LeaderInCharge,
                Of(t.Deadline), t.Products, null))],
            null);
    }

    private static DeadlineInput Of(DeadlineView d) => new(d.Text, d.ByHand, d.ByHand ? $"{d.Kind}" : null, d.From, d.To, d.Recurrence);

    private static PlanInput? Says(string text, PlanInput? plan)
    {
        var words = Words(text);
        bool Stands(string? part) => part is null || words.Contains(Words(part), StringComparison.Ordinal);
        return plan is not null && Stands(plan.Decision?.Number) && (plan.Targets ?? []).All(t => t is not null && Stands(t.Text))
            && (plan.Tasks ?? []).All(t => t is not null && Stands(t.Content) && Stands(t.LeadAgency) && Stands(t.Deadline?.Text))
            ? plan
            : null;
    }

    private static string Words(string text) =>
        VietnameseLetters.Compose(
            string.Concat(
                text.Replace("<br>", " ", StringComparison.Ordinal).Where(c => char.IsLetterOrDigit(c) || VietnameseLetters.IsMark(c))));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
