using Platform.Reading.Text;
using Platform.ServiceDefaults.Units;

namespace Platform.Tasks.Model;

/// <summary>
/// The office meant by a plan's "cơ quan chủ trì". Only what is clear: exactly one office of the unit is named, by its name or its
/// usual short form; anything else is nobody's until the leader assigns it. Pure.
/// </summary>
public static class OfficeGuess
{
    // How plans write the usual offices; the first words must be there, in this order, after folding.
    private static readonly (string Code, string[] Forms)[] Usual =
    [
        ("VP", ["van phong hdnd", "van phong hoi dong nhan dan", "van phong ubnd", "van phong uy ban", "vp hdnd", "vp ubnd"]),
        ("VHXH", ["phong van hoa xa hoi", "phong vh xh", "phong vhxh"]),
        ("KT", ["phong kinh te"]),
        ("HCC", ["trung tam phuc vu hanh chinh cong", "tt phuc vu hanh chinh cong", "trung tam hanh chinh cong", "tt pvhcc", "tt hcc"]),
    ];

    /// <returns>The office's code, or null when it is not clear.</returns>
    public static string? Of(string? leadAgency, IReadOnlyList<OfficeInfo> offices)
    {
        if (string.IsNullOrWhiteSpace(leadAgency))
            return null;
        var text = $" {FoldedWords.Of(leadAgency)} ";
        var named = offices.Where(o => FormsOf(o).Any(form => Contains(text, form))).ToList();
        return named.Count == 1 ? named[0].Code : null;
    }

    private static IEnumerable<string> FormsOf(OfficeInfo office) =>
        Usual.Where(u => u.Code == office.Code).SelectMany(u => u.Forms).Append(FoldedWords.Of(office.Name));

    private static bool Contains(string text, string form) => text.Contains($" {form} ", StringComparison.Ordinal);
}
