using System.Net;
using Platform.Contracts.Events;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Reports;
using Platform.Reporting.Reports.Parts;
using Platform.Reporting.Reports.Parts.Assign;
using Platform.Reporting.Reports.Parts.Lease;
using Platform.Reporting.Reports.Parts.List;
using Platform.Reporting.Reports.Parts.Save;
using Platform.Testing;
using static Platform.Reporting.Tests.ReportingPlatform;

namespace Platform.Reporting.Tests;

/// <summary>The offices of a commune fill their parts; the commune's officer puts them together.</summary>
[Collection("Reporting")]
public sealed class PartsTests(ReportingPlatform reporting)
{
    private Task<PartsView> PartsAsync(HttpClient client, string unit) => client.GetAsync(Path(unit, "parts")).ReadAsync<PartsView>();

    [Fact]
    public async Task Parts_OfANewReport_AreGivenByTheTemplateToTheUnitsOffices()
    {
        var unit = reporting.Platform.NextUnit();
        var parts = await PartsAsync(reporting.Office(unit, "HCC"), unit);
        Assert.Equal(["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L0"], parts.Parts.Select(p => p.Code));
        Assert.Equal(["VHXH", "VP", "HCC", "VHXH", "VHXH", "KT", "VHXH", null], parts.Parts.Select(p => p.Office));
        Assert.Equal(["L3"], parts.Parts.Where(p => p.Mine).Select(p => p.Code));
        Assert.False(parts.Assembles);
        Assert.All(parts.Parts, p => Assert.Equal((PartStates.NotStarted, new DateOnly(2025, 9, 10), true), (p.State, p.DueOn, p.Overdue)));
        Assert.True((await PartsAsync(reporting.Officer(unit), unit)).Parts.All(p => p.Mine));
    }

    [Fact]
    public async Task Save_ByEveryOfficeAtOnce_LosesNothing()
    {
        var unit = reporting.Platform.NextUnit();
        var before = await PartsAsync(reporting.Officer(unit), unit);
        // Fifty people: every part by its office, several from one office, all from what they saw before anybody saved.
        var saves = Enumerable.Range(0, 50).Select(i =>
        {
            var part = before.Parts[i % before.Parts.Count];
            var client = part.Office is { } office ? reporting.Office(unit, office, $"{unit}-user-{i}") : reporting.Officer(unit);
            return (part.Code, Answer: client.PutJsonAsync(PartPath(unit, part.Code),
                new Dictionary<string, object?>(reporting.Part(part.Code, i)) { ["base"] = part.Version }));
        }).ToList();
        await Task.WhenAll(saves.Select(s => s.Answer));

        // Of those who wrote the same part one was first; the others are told where they differ.
        var view = await reporting.ViewAsync(unit);
        foreach (var part in before.Parts)
        {
            var answers = await Task.WhenAll(saves.Where(s => s.Code == part.Code).Select(s => s.Answer));
            var won = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
            Assert.All(answers.Where(a => a != won), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
            Assert.Equal((await PartsAsync(reporting.Officer(unit), unit)).Parts.Single(p => p.Code == part.Code).Version,
                (await won.ReadAsync<PartSaved>()).Part.Version);
        }
        Assert.Equal(reporting.Template.Items.Count, view.Values.Count);
        Assert.Equal(before.Parts.Count, view.Revision);
    }

    [Fact]
    public async Task Save_FiftyLinesOfOnePartOneAfterAnother_KeepsEveryEntry()
    {
        // People who answer a conflict by merging: after all have saved, every entry is there.
        var unit = reporting.Platform.NextUnit();
        var items = reporting.Template.Items.Where(i => i.Area == 7).Select(i => i.Code).ToList();
        await Task.WhenAll(items.Select(async (item, i) =>
        {
            var client = reporting.Office(unit, "VHXH", $"{unit}-user-{i}");
            while (true)
            {
                var part = (await PartsAsync(client, unit)).Parts.Single(p => p.Code == "L7");
                var now = await client.GetAsync(Path(unit)).ReadAsync<ReportView>();
                // Read before: the version decides whether what was read is still the latest.
                var values = now.Values.Where(v => items.Contains(v.Key)).ToDictionary();
                values[item] = i + 1;
                using var answer = await client.PutJsonAsync(PartPath(unit, "L7"), new { values, @base = part.Version });
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
                Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            }
        }));
        var view = await reporting.ViewAsync(unit);
        Assert.Equal(items.Select((_, i) => (decimal)(i + 1)), items.Select(i => view.Values[i]));
    }

    [Fact]
    public async Task Save_OfAnotherOfficesPart_IsRefused()
    {
        var unit = reporting.Platform.NextUnit();
        var office = reporting.Office(unit, "KT");
        await office.PutJsonAsync(PartPath(unit, "L3"), reporting.Part("L3")).RefusedAsync(HttpStatusCode.Forbidden, "RPT-0014");
        await office.PutJsonAsync(PartPath(unit, "L9"), reporting.Part("L3")).RefusedAsync(HttpStatusCode.NotFound, "RPT-0015");
        await office.PutJsonAsync(Path(unit), reporting.Complete()).RefusedAsync(HttpStatusCode.Forbidden, "RPT-0019");
        var problem = await office.PutJsonAsync(PartPath(unit, "L6"), Values(("HS_TIEPNHAN", 1), ("NOPE", 1)))
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal([("values.NOPE", "RPT-1001"), ("values.HS_TIEPNHAN", "RPT-1017")], problem.Errors!.Select(e => (e.Field, e.Code)));
        await reporting.Office(reporting.Platform.NextUnit(), "KT").PutJsonAsync(PartPath(unit, "L6"), reporting.Part("L6"))
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await office.GetAsync(Path(unit)).ReadAsync<ReportView>();
    }

    [Fact]
    public async Task Save_OfAPartChangedMeanwhile_TellsBothSides()
    {
        var unit = reporting.Platform.NextUnit();
        var (one, two) = (reporting.Office(unit, "KT", "one"), reporting.Office(unit, "KT", "two"));
        var seen = (await PartsAsync(one, unit)).Parts.Single(p => p.Code == "L6").Version;
        await one.PutJsonAsync(PartPath(unit, "L6"), Based(seen, ("CK_PHAI", 3))).ReadAsync<PartSaved>();
        // Another part moves on: no conflict.
        await reporting.Office(unit, "HCC").PutJsonAsync(PartPath(unit, "L3"), reporting.Part("L3")).ReadAsync<PartSaved>();

        var problem = await two.PutJsonAsync(PartPath(unit, "L6"), Based(seen, ("CK_PHAI", 4)))
            .RefusedAsync(HttpStatusCode.Conflict, "RPT-0017");
        var line = Assert.Single(problem.Errors!);
        Assert.Equal(("values.CK_PHAI", true, true), (line.Field, line.Message.Contains('3'), line.Message.Contains('4')));
        Assert.Equal(3, (await reporting.ViewAsync(unit)).Values["CK_PHAI"]);
    }

    private static Dictionary<string, object?> Based(string version, params (string Item, decimal Value)[] values) =>
        new(Values(values)) { ["base"] = version };

    [Fact]
    public async Task HandIn_ReturnAndTakeBack_FollowTheOfficesWork()
    {
        var unit = reporting.Platform.NextUnit();
        var (office, officer) = (reporting.Office(unit, "HCC"), reporting.Officer(unit));
        var incomplete = await office.PostAsync(PartPath(unit, "L3", "hand-in"))
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "RPT-0007");
        Assert.All(incomplete.Errors!, e => Assert.Equal(3, e.Field[0] == 'v'
            ? reporting.Template.Items.Single(i => $"values.{i.Code}" == e.Field).Area
            : reporting.Template.Sections.Single(s => $"narrative.{s.Code}" == e.Field).Area));
        await office.PutJsonAsync(PartPath(unit, "L3"), reporting.Part("L3")).ReadAsync<PartSaved>();
        var handedIn = await office.PostAsync(PartPath(unit, "L3", "hand-in")).ReadAsync<PartView>();
        Assert.Equal((PartStates.HandedIn, $"{unit}-hcc", handedIn.Required), (handedIn.State, handedIn.HandedInBy, handedIn.Filled));
        await office.PutJsonAsync(PartPath(unit, "L3"), reporting.Part("L3", 5)).RefusedAsync(HttpStatusCode.Conflict, "RPT-0018");
        // The commune's officer may still correct it.
        await officer.PutJsonAsync(PartPath(unit, "L3"), reporting.Part("L3", 6)).ReadAsync<PartSaved>();

        await office.PostJsonAsync(PartPath(unit, "L3", "return"), new { reason = "x" })
            .RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        await officer.PostJsonAsync(PartPath(unit, "L3", "return"), new { reason = " " })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        var returned = await officer.PostJsonAsync(PartPath(unit, "L3", "return"), new { reason = "Đối chiếu lại với Cổng." })
            .ReadAsync<PartView>();
        Assert.Equal((PartStates.Returned, "Đối chiếu lại với Cổng."), (returned.State, returned.Reason));
        var notice = await reporting.Platform.Broker.WaitForAsync<NoticeRaisedV1>(Topics.NoticeRaised, n =>
            n.OrgUnit == unit && n.Kind == "part-returned");
        Assert.Equal(("HCC", unit), (Assert.Single(notice.To).Office, notice.To[0].OrgUnit));

        await office.PutJsonAsync(PartPath(unit, "L3"), reporting.Part("L3", 7)).ReadAsync<PartSaved>();
        await office.PostAsync(PartPath(unit, "L3", "hand-in")).ReadAsync<PartView>();
        Assert.Equal(PartStates.InProgress, (await office.PostAsync(PartPath(unit, "L3", "take-back")).ReadAsync<PartView>()).State);
        var due = await officer.PutJsonAsync(PartPath(unit, "L3", "due"), new { dueOn = "2025-09-13" }).ReadAsync<PartView>();
        Assert.Equal((new DateOnly(2025, 9, 13), false), (due.DueOn, due.Overdue));
        await officer.PutJsonAsync(PartPath(unit, "L3", "due"), new { dueOn = "0001-01-01" })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
    }

    [Fact]
    public async Task Lease_HoldsOnePartAndIsTakenOverWithNotice()
    {
        var unit = reporting.Platform.NextUnit();
        var (one, two, other) = (reporting.Office(unit, "VHXH", "vhxh-one"), reporting.Office(unit, "VHXH", "vhxh-two"),
            reporting.Office(unit, "KT"));
        Assert.True((await one.PostJsonAsync(PartPath(unit, "L1", "lease"), new { }).ReadAsync<LeaseView>()).Mine);
        Assert.Equal(("vhxh-one", false), await HolderAsync(two, false));
        await two.PutJsonAsync(PartPath(unit, "L1"), reporting.Part("L1")).RefusedAsync(HttpStatusCode.Conflict, "RPT-0016");
        // Other parts go on: of the same office and of another.
        await two.PutJsonAsync(PartPath(unit, "L4"), reporting.Part("L4")).ReadAsync<PartSaved>();
        await other.PutJsonAsync(PartPath(unit, "L6"), reporting.Part("L6")).ReadAsync<PartSaved>();
        Assert.Equal("vhxh-one", (await PartsAsync(other, unit)).Parts.Single(p => p.Code == "L1").Editor);

        Assert.Equal(("vhxh-two", true), await HolderAsync(two, true));
        await two.PutJsonAsync(PartPath(unit, "L1"), reporting.Part("L1")).ReadAsync<PartSaved>();
        await one.PutJsonAsync(PartPath(unit, "L1"), reporting.Part("L1")).RefusedAsync(HttpStatusCode.Conflict, "RPT-0016");
        var notice = await reporting.Platform.Broker.WaitForAsync<NoticeRaisedV1>(Topics.NoticeRaised, n =>
            n.OrgUnit == unit && n.Kind == "part-taken-over");
        Assert.Equal("vhxh-one", Assert.Single(notice.To).UserName);
        await two.DeleteAsync(PartPath(unit, "L1", "lease"));
        Assert.Null((await PartsAsync(other, unit)).Parts.Single(p => p.Code == "L1").Editor);

        async Task<(string, bool)> HolderAsync(HttpClient client, bool takeOver)
        {
            var lease = await client.PostJsonAsync(PartPath(unit, "L1", "lease"), new { takeOver }).ReadAsync<LeaseView>();
            return (lease.Holder, lease.Mine);
        }
    }

    [Fact]
    public async Task Assign_ByTheCommunesOfficer_MovesAPartForGood()
    {
        var unit = reporting.Platform.NextUnit();
        await reporting.Office(unit, "KT").PutJsonAsync(Path(unit, "offices"),
            new { parts = new Dictionary<string, string?> { ["L1"] = "KT" } }).RefusedAsync(HttpStatusCode.Forbidden, "AUTH-0002");
        var problem = await reporting.Officer(unit)
            .PutJsonAsync(Path(unit, "offices"), new { parts = new Dictionary<string, string?> { ["L1"] = "NOPE", ["L9"] = null } })
            .RefusedAsync(HttpStatusCode.UnprocessableEntity, "REQ-0006");
        Assert.Equal(["parts.L9", "parts.L1"], problem.Fields);
        var view = await reporting.Leader(unit)
            .PutJsonAsync(Path(unit, "offices"), new { parts = new Dictionary<string, string?> { ["L1"] = "KT", ["L3"] = null } })
            .ReadAsync<PartAssignmentsView>();
        Assert.Equal(("KT", null), (view.Parts["L1"], view.Parts["L3"]));
        await reporting.Office(unit, "KT").PutJsonAsync(PartPath(unit, "L1"), reporting.Part("L1")).ReadAsync<PartSaved>();
        await reporting.Office(unit, "HCC").PutJsonAsync(PartPath(unit, "L3"), reporting.Part("L3"))
            .RefusedAsync(HttpStatusCode.Forbidden, "RPT-0014");
    }
}
