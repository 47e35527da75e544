using System.Text.RegularExpressions;
using Platform.Contracts.Units;
using Platform.Reading.Text;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;
using Platform.Tasks.Errors;
using Platform.Tasks.Model;

namespace Platform.Tasks.Assignments;

/// <summary>What an assignment asks for: checked, with its units and due dates.</summary>
public sealed record Decided(NewTask Task, string? Document, IReadOnlyList<OrgUnitInfo> Units);

/// <summary>The decision about a new assignment. Pure.</summary>
public static partial class DecideAssignment
{
    /// <summary>All findings go to <paramref name="findings"/>; the result counts only when there are none.</summary>
    public static Decided Decide(
        AssignmentInput? input, Caller caller, OrgUnitSnapshot units, DateOnly today, Findings findings, string at = "")
    {
        input ??= new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        findings.Content(input.Content, $"{at}content");
        findings.Area(input.Area, $"{at}area");
        findings.Products(input.Products, $"{at}products");
        findings.Name(input.Document, $"{at}document", TaskErrors.BadDocument, "Số văn bản");
        if (Findings.Given(input.Office) is { } office && !OfficeCode().IsMatch(office))
            findings.Add($"{at}office", TaskErrors.BadOffice, "Mã phòng gồm 1 đến 20 chữ hoa không dấu hoặc số.");
        var due = Due(input, today, findings, at);
        var chosen = Units(input, caller, units, findings, at);
        return new(
            new(
                input.Content ?? "", input.Area ?? 0, input.Products ?? [], null, due, due.Count > 1 ? input.Every : null,
                Findings.Given(input.Office), null, input.NeedsConfirmation ?? true),
            Findings.Given(input.Document),
            chosen);
    }

    private static IReadOnlyList<DateOnly> Due(AssignmentInput input, DateOnly today, Findings findings, string at)
    {
        if (input.Every is null)
        {
            findings.Due(input.DueOn, today, $"{at}dueOn");
            return input.DueOn is { } day ? [day] : [];
        }
        if (!Recurrences.Cycles.Contains(input.Every))
            findings.Add($"{at}every", TaskErrors.BadDeadline, $"Chu kỳ (every) là {string.Join(", ", Recurrences.Cycles)}.");
        findings.Due(input.From, today, $"{at}from");
        findings.Due(input.To, input.From ?? today, $"{at}to");
        if (input.DueDay is < 1 or > 31)
            findings.Add($"{at}dueDay", TaskErrors.BadDeadline, $"Ngày đến hạn trong kỳ từ 1 đến 31, nhận được {input.DueDay}.");
        if (input is not { From: { } from, To: { } to } || to < from || !Recurrences.Cycles.Contains(input.Every))
            return [];
        var dates = Recurrences.Dates(input.Every, from, to, input.DueDay);
        if (dates.Count == 0)
            findings.Add($"{at}to", TaskErrors.BadDeadline, $"Không có kỳ hạn nào từ {from:dd/MM/yyyy} đến {to:dd/MM/yyyy}.");
        return dates;
    }

    private static IReadOnlyList<OrgUnitInfo> Units(
        AssignmentInput input, Caller caller, OrgUnitSnapshot units, Findings findings, string at)
    {
        if (input.Block is { Length: > 0 } && !RankingBlocks.IsBlock(input.Block))
            findings.Add($"{at}block", TaskErrors.BadUnit, "Khối (block) là phuong hoặc xa.");
        if (input.Units is not null)
        {
            var unknown = input.Units
                .Where(c => c is null || !units.ByCode.TryGetValue(c, out var u) || !u.IsLeaf || !Rights.AssignTasks.Allows(caller, u))
                .ToList();
            foreach (var code in unknown.Take(20))
            {
                findings.Add($"{at}units", TaskErrors.BadUnit, $"Không có đơn vị cấp xã “{code?.Shortened(40)}” trong phạm vi quản lý.");
            }
            if (input.Units.Count == 0)
                findings.Add($"{at}units", TaskErrors.BadUnit, "Cần chọn ít nhất một đơn vị.");
            return unknown.Count > 0 ? [] : [.. input.Units.Distinct().Select(c => units.ByCode[c])];
        }
        var under = string.IsNullOrEmpty(input.Under) ? caller.Unit : input.Under;
        if (!units.ByCode.TryGetValue(under, out var top) || !(under == caller.Unit || caller.Sees(top)))
        {
            findings.Add($"{at}under", TaskErrors.BadUnit, "Không có đơn vị này trong phạm vi quản lý.");
            return [];
        }
        List<OrgUnitInfo> all = [.. units.LeavesUnder(under).Where(u => string.IsNullOrEmpty(input.Block) || InBlock(u, input.Block))];
        if (all.Count == 0)
            findings.Add($"{at}units", TaskErrors.BadUnit, "Không có đơn vị cấp xã nào thuộc lựa chọn này.");
        return all;
    }

    // A special zone is no ward, though it may not be ranked with the communes.
    private static bool InBlock(OrgUnitInfo unit, string block) => (unit.Kind == OrgUnitKinds.Ward) == (block == RankingBlocks.Wards);

    [GeneratedRegex(@"\A[A-Z0-9]{1,20}\z")]
    private static partial Regex OfficeCode();
}
