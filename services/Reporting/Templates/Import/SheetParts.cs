using System.Text.RegularExpressions;
using Platform.Reporting.Model.Templates;
using static Platform.Reporting.Templates.Import.SheetWords;

namespace Platform.Reporting.Templates.Import;

/// <summary>
/// Parts as the columns "Phần việc" and "Phòng thực hiện" tell them: a part by its code or name, or all lines of one office.
/// </summary>
/// <param name="listed">Whether a sheet of their own lists them, so that a code that is not in it is meant as it stands.</param>
public sealed partial class SheetParts(bool listed, List<string> notes)
{
    private readonly List<TemplatePart> _parts = [];

    public IReadOnlyList<TemplatePart> All => _parts;

    public void Add(string code, string title, SheetRow row) => _parts.Add(new(code, title, OfficeOf(row)));

    /// <summary>Code of the part that a line belongs to; null for that of its area.</summary>
    public string? Of(SheetRow row)
    {
        var (told, office) = (row["part"], OfficeOf(row));
        if (told.Length == 0 && office is null)
            return null;
        if (told.Length == 0 || (!listed && _parts.TrueForAll(p => p.Code != told) && Offices.Read(told) == told))
        {
            // Everything of one office, when nothing finer is told.
            var of = office ?? told;
            if (_parts.TrueForAll(p => p.Code != of))
                _parts.Add(new(of, Offices.Write(of), of));
            return of;
        }
        if (_parts.FindIndex(p => p.Code == told || Fold(p.Title) == Fold(told)) is >= 0 and var at)
        {
            if (_parts[at].Office is null && !listed)
                _parts[at] = _parts[at] with { Office = office };
            else if (office is not null && office != _parts[at].Office)
            {
                notes.Add(
                    row.Tell(
                        $"phần việc “{_parts[at].Title}” đã giao cho {Offices.Write(_parts[at].Office)}; bỏ qua {Offices.Write(office)}."));
            }
            return _parts[at].Code;
        }
        if (listed && Code().IsMatch(told))
            return told;
        var code = Code().IsMatch(told) ? told : Enumerable.Range(1, _parts.Count + 1).Select(n => $"PV{n}")
            .First(c => _parts.TrueForAll(p => p.Code != c));
        _parts.Add(new(code, told, office));
        return code;
    }

    private string? OfficeOf(SheetRow row)
    {
        var told = row["office"];
        var office = Offices.Read(told);
        if (office is null && told.Length > 0 && !_unknown.Contains(told))
            notes.Add(row.Tell($"không có phòng “{told}” trong các phòng của xã; để trống."));
        if (office is null)
            _unknown.Add(told);
        return office;
    }

    /// <summary>Told once, not on every row.</summary>
    private readonly HashSet<string> _unknown = [];

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex Code();
}
