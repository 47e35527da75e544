using Platform.OfficialDocuments;
using Platform.ServiceDefaults.Units;

namespace Platform.Reporting.Exports;

/// <summary>Who issues a document, in the words that its head and foot need (Decree 30/2020/NĐ-CP, annex I).</summary>
/// <param name="Above">The body above, in capitals; null when there is none to name.</param>
/// <param name="Name">The body itself, in capitals; two lines at most.</param>
/// <param name="InSentence">The body inside a sentence, e.g. "Ủy ban nhân dân phường An Phong".</param>
/// <param name="NumberSuffix">What follows the number, e.g. "BC-UBND".</param>
/// <param name="Place">Where the document is dated.</param>
/// <param name="Addressee">After "Kính gửi:".</param>
/// <param name="Signature">Lines above the signature, in capitals.</param>
/// <param name="Recipients">Lines under "Nơi nhận:".</param>
public sealed record IssuingBody(
    string? Above, IReadOnlyList<string> Name, string InSentence, string NumberSuffix, string Place, string Addressee,
    IReadOnlyList<string> Signature, IReadOnlyList<string> Recipients)
{
    /// <summary>The People's Committee of a commune, ward or special zone, to the city's Department of Internal Affairs.</summary>
    public static IssuingBody CommuneCommittee(string name, string fullName, string city) => new(
        null,
        ["ỦY BAN NHÂN DÂN", fullName.ToUpperInvariant()],
        $"Ủy ban nhân dân {OfficialWording.InSentence(fullName)}",
        "BC-UBND",
        OfficialWording.Place(name, fullName),
        $"Sở Nội vụ {OfficialWording.InSentence(city)}".TrimEnd(),
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        ["- Như trên;", "- Chủ tịch, các Phó Chủ tịch UBND;", "- Lưu: VT, VHXH."]);

    /// <summary>The Department of Internal Affairs of a city or province, upward to the ministry.</summary>
    public static IssuingBody Department(OrgUnitInfo city) => new(
        $"ỦY BAN NHÂN DÂN {city.FullName.ToUpperInvariant()}",
        ["SỞ NỘI VỤ"],
        $"Sở Nội vụ {OfficialWording.InSentence(city.FullName)}",
        "BC-SNV",
        OfficialWording.Place(city.Name, city.FullName),
        $"Bộ Nội vụ; Ủy ban nhân dân {OfficialWording.InSentence(city.FullName)}",
        ["GIÁM ĐỐC"],
        ["- Như trên;", "- Giám đốc, các Phó Giám đốc Sở;", "- UBND các xã, phường, đặc khu;", "- Lưu: VT, CCHC."]);
}
