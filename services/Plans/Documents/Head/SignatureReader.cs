using System.Text.RegularExpressions;

namespace Platform.PlanDocuments;

/// <summary>The name and role under the decision or the plan: "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Nguyễn Văn A".</summary>
internal sealed partial class SignatureReader(IReadOnlyList<SourceLine> lines)
{
    private const int LinesBelowRole = 8;

    public (string? Signer, string? Role) Read()
    {
        (string? Signer, string? Role) roleOnly = (null, null);
        for (var i = 0; i < lines.Count; i++)
        {
            // An OCR puts the list of receivers and the signature, side by side on paper, on one line.
            var start = RoleStart().Match(lines[i].Folded);
            if (!start.Success || !VietnameseText.IsMostlyUpper(lines[i].Text[start.Index..])) continue;
            var role = new List<string>();
            for (var j = i; j < lines.Count && j < i + LinesBelowRole; j++)
            {
                var text = lines[j].Text;
                if (Role().Match(lines[j].Folded) is { Success: true } m)
                {
                    var written = text[m.Index..];
                    if (VietnameseText.IsMostlyUpper(written)) role.Add(written);
                }
                else if (
                    role.Count > 0 && Name()
                        .IsMatch(text) && !VietnameseText.IsMostlyUpper(text) && !CellWords.StartsLikeAgency(lines[j].Folded))
                {
                    return (text, string.Join(" - ", role));
                }
            }
            if (role.Count > 0 && roleOnly.Role is null) roleOnly = (null, string.Join(" - ", role));
        }
        return roleOnly;
    }

    [GeneratedRegex(@"(?:^|[^\w])(?:tm\.|kt\.|q\.|\u2122\.)")]
    private static partial Regex RoleStart();

    [GeneratedRegex(@"(?:kt\.\s*|q\.\s*)?(?:pho )?chu tich(?: uy ban nhan dan)?$")]
    private static partial Regex Role();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}$")]
    private static partial Regex Name();
}
