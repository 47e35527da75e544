using Platform.Contracts.Events;
using Platform.Contracts.Periods;
using Platform.Reporting.Exports;

namespace Platform.Reporting.Tests.Export;

public sealed class PeriodTableTests
{
    private static PeriodTableRow Row(string? state, params (string Item, decimal Value)[] values) => new(
        "11593", "Phường An Dương", "phuong", state, state is null ? null : true, null, values.ToDictionary(v => v.Item, v => v.Value));

    [Fact]
    public void Columns_AreThoseOfAllTemplatesInUse_EachItemOnce()
    {
        var newer = Samples.Template with
        {
            Version = 2,
            Items = [.. Samples.Template.Items.Skip(1), Samples.Template.Items[1] with { Code = "MOI", Name = "Chỉ tiêu mới" }]
        };
        var table = PeriodTable.Of(PeriodCode.Parse("2025-Q4"), [newer, Samples.Template],
            [Row(ReportStates.Accepted, ("MOI", 7), ("KH_NHIEMVU", 8))]);

        var items = table.Columns.Where(c => c.Code is not null).Select(c => c.Code).ToList();
        Assert.Equal([.. newer.Items.Select(i => i.Code), "KH_NHIEMVU"], items);
        Assert.Equal((7m, 8m), (table.Rows[0][6 + items.IndexOf("MOI")].Number, table.Rows[0][6 + items.IndexOf("KH_NHIEMVU")].Number));
    }

    [Theory]
    [InlineData(ReportStates.Draft, "bản nháp", false)]
    [InlineData(ReportStates.Returned, "bị trả lại", false)]
    [InlineData(ReportStates.Reopened, "được mở lại", false)]
    [InlineData(null, "chưa bắt đầu", false)]
    [InlineData(ReportStates.Submitted, "đã gửi", true)]
    [InlineData(ReportStates.Accepted, "đã duyệt", true)]
    public void Figures_StandOnlyInRowsThatCount(string? state, string shown, bool counts)
    {
        var row = PeriodTable.Of(PeriodCode.Parse("2025-Q4"), [Samples.Template], [Row(state, ("KH_NHIEMVU", 8))]).Rows[0];
        Assert.Equal((shown, counts ? 8m : null), (row[3].Text, row[6].Number));
    }
}
