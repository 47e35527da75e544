using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Units;
using Platform.ServiceDefaults.Text;

namespace Platform.Contracts.Tests;

/// <summary>Events as they travel. What stands here in text is what other systems read: a change of it is a new version.</summary>
public sealed class EventTests
{
    private static readonly Guid Id = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly DateTimeOffset At = new(2025, 9, 15, 1, 2, 3, TimeSpan.Zero);

    private static void Travels<T>(T e, string wire)
    {
        var json = JsonSerializer.Serialize(e, PlatformJson.Options);
        Assert.Equal(wire, json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, PlatformJson.Options), PlatformJson.Options));
        // Told as an object, as the outbox does, it is the same.
        Assert.Equal(json, JsonSerializer.Serialize<object>(e!, PlatformJson.Options));
    }

    [Fact]
    public void ReportEvents_Travel()
    {
        const string head = """{"eventId":"00000000-0000-0000-0000-000000000001","orgUnit":"00004","period":"2025-Q3","version":3,"state":""";
        const string tail = ""","submission":1,"occurredAt":"2025-09-15T01:02:03+00:00","submittedAt":"2025-09-15T01:02:03+00:00","onTime":true,"values":""";
        IReadOnlyList<IndicatorValueV1> values = [new("HS-DUNGHAN", 12345678901234.123456m, 100), new("CV-KYLUAT", 0, null)];
        const string wire = """[{"indicator":"HS-DUNGHAN","numerator":12345678901234.123456,"denominator":100},{"indicator":"CV-KYLUAT","numerator":0,"denominator":null}]}""";
        Travels(new ReportSubmittedV1(Id, "00004", "2025-Q3", 3, ReportStates.Submitted, 1, At, At, true, values),
            $"{head}\"submitted\"{tail}{wire}");
        Travels(new ReportAcceptedV1(Id, "00004", "2025-Q3", 3, ReportStates.Accepted, 1, At, At, true, values),
            $"{head}\"accepted\"{tail}{wire}");
        Travels(new ReportReturnedV1(Id, "00004", "2025-Q3", 3, ReportStates.Returned, 1, At, At, true, []),
            $"{head}\"returned\"{tail}[]}}");
    }

    [Fact]
    public void OrgUnitEvent_Travels() => Travels(
        new OrgUnitChangedV1(Id, "00004", 5, [new("VP", "Văn phòng")], At),
        """{"eventId":"00000000-0000-0000-0000-000000000001","orgUnit":"00004","referenceVersion":5,"offices":[{"code":"VP","name":"Văn phòng"}],"occurredAt":"2025-09-15T01:02:03+00:00"}""");

    [Fact]
    public void IndicatorEvent_Travels() => Travels(
        new IndicatorRecordedV1(Id, "00004", "2025", 2, new("SIPAS", 85.50m, 100), "confirmed", At),
        """{"eventId":"00000000-0000-0000-0000-000000000001","orgUnit":"00004","period":"2025","version":2,"value":{"indicator":"SIPAS","numerator":85.50,"denominator":100},"status":"confirmed","occurredAt":"2025-09-15T01:02:03+00:00"}""");

    [Fact]
    public void TaskEvent_Travels() => Travels(
        new TaskChangedV1(Id, Id, "00004", 7, 2025, 2026, 4, TaskStates.DoneLate, new(2025, 12, 31), At, 3, "plan"),
        """{"eventId":"00000000-0000-0000-0000-000000000001","taskId":"00000000-0000-0000-0000-000000000001","orgUnit":"00004","area":7,"fromYear":2025,"toYear":2026,"version":4,"state":"doneLate","dueOn":"2025-12-31","occurredAt":"2025-09-15T01:02:03+00:00","delayDays":3,"origin":"plan"}""");

    [Fact]
    public void PlanEvents_Travel()
    {
        PlannedTaskV1 task = new(Id, 1, "1.2", "Rà soát “TTHC”", null, ["Văn phòng"],
            new("Hàng quý", "recurring", null, null, "quarter", [new(2025, 9, 15)]), []);
        const string wire = """{"eventId":"00000000-0000-0000-0000-000000000001","planId":"00000000-0000-0000-0000-000000000001","orgUnit":"00004","period":"2025-H2","from":"2025-07-01","to":"2025-12-31","version":2,"title":"Kế hoạch","occurredAt":"2025-09-15T01:02:03+00:00","tasks":[{"taskId":"00000000-0000-0000-0000-000000000001","area":1,"number":"1.2","content":"Rà soát “TTHC”","leadAgency":null,"coordinators":["Văn phòng"],"deadline":{"text":"Hàng quý","kind":"recurring","from":null,"to":null,"recurrence":"quarter","dueDates":["2025-09-15"]},"products":[]}]}""";
        Travels(new PlanIssuedV1(Id, Id, "00004", "2025-H2", new(2025, 7, 1), new(2025, 12, 31), 2, "Kế hoạch", At, [task]), wire);
        Travels(new PlanAmendedV1(Id, Id, "00004", "2025-H2", new(2025, 7, 1), new(2025, 12, 31), 2, "Kế hoạch", At, [task]), wire);
    }

    [Fact]
    public void Event_FromANewerSender_IsReadWithoutWhatIsUnknown()
    {
        var e = JsonSerializer.Deserialize<IndicatorRecordedV1>(
            """{"eventId":"00000000-0000-0000-0000-000000000001","orgUnit":"00004","period":"2025","version":2,"value":{"indicator":"X","numerator":1,"source":"new"},"status":"confirmed","occurredAt":"2025-09-15T01:02:03+00:00","more":[1]}""",
            PlatformJson.Options);
        Assert.Equal(new("X", 1, null), e!.Value);
    }

    [Fact]
    public void Topics_AreVersionedAndDistinct()
    {
        var names = typeof(Topics).GetFields().Where(f => f.Name != nameof(Topics.PubSub)).Select(f => (string)f.GetValue(null)!).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, n => Assert.Matches("^[a-z-]+-v[0-9]+$", n));
    }

    [Theory]
    [InlineData("VN", true)]
    [InlineData("01", true)]
    [InlineData("00004", true)]
    [InlineData("4", false)]
    [InlineData("0004", false)]
    [InlineData("vn", false)]
    [InlineData("0000a", false)]
    [InlineData("٠١", false)]
    [InlineData(null, false)]
    public void OrgUnitCode_HasTwoOrFiveDigits(string? code, bool wellFormed) => Assert.Equal(wellFormed, OrgUnitCodes.IsWellFormed(code));
}
