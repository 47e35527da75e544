using CsCheck;
using Platform.Contracts.Periods;

namespace Platform.Contracts.Tests;

public sealed class PeriodCodeTests
{
    private static IEnumerable<PeriodCode> All =>
        from year in Enumerable.Range(2000, 101)
        from code in (PeriodCode[])
        [
            .. Enumerable.Range(1, 12).Select(m => new PeriodCode(year, PeriodKind.Month, m)),
            .. Enumerable.Range(1, 4).Select(q => new PeriodCode(year, PeriodKind.Quarter, q)),
            new(year, PeriodKind.HalfYear, 1), new(year, PeriodKind.HalfYear, 2), new(year, PeriodKind.NineMonths, 1), new(year, PeriodKind.Year, 1),
        ]
        select code;

    [Fact]
    public void EveryCode_IsReadBackAsItWasWritten()
    {
        var texts = All.Select(c => c.ToString()).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.All(All, code => Assert.Equal(code, PeriodCode.Parse(code.ToString())));
    }

    [Theory]
    [InlineData("2025", PeriodKind.Year, 1)]
    [InlineData("2025-07", PeriodKind.Month, 7)]
    [InlineData("2025-Q3", PeriodKind.Quarter, 3)]
    [InlineData("2025-H2", PeriodKind.HalfYear, 2)]
    [InlineData("2025-9M", PeriodKind.NineMonths, 1)]
    public void Parse_ReadsTheFiveForms(string text, PeriodKind kind, int number) =>
        Assert.Equal(new PeriodCode(2025, kind, number), PeriodCode.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("202")]
    [InlineData("1999")]
    [InlineData("2101")]
    [InlineData("2025-")]
    [InlineData("2025-Q0")]
    [InlineData("2025-Q5")]
    [InlineData("2025-q3")]
    [InlineData("2025-H3")]
    [InlineData("2025-M9")]
    [InlineData("2025-00")]
    [InlineData("2025-13")]
    [InlineData("2025-7")]
    [InlineData("2025-007")]
    [InlineData("2025/Q3")]
    [InlineData(" 2025")]
    [InlineData("2025 ")]
    [InlineData("+025")]
    [InlineData("2025-+1")]
    [InlineData("2025-1\0")]
    [InlineData("٢٠٢٥")]
    [InlineData("2026-2030")]
    public void TryParse_OfAnythingElse_SaysNo(string? text)
    {
        Assert.False(PeriodCode.TryParse(text, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => PeriodCode.Parse(text));
    }

    [Fact]
    public void TryParse_OfWhatItTakes_AlwaysWritesTheSameText()
    {
        var rest = Gen.Char["0123456789-QHM9\0 "].Array[0, 3].Select(letters => new string(letters));
        Gen.Select(Gen.OneOf("2025", "2025-"), rest, string.Concat).Sample(
            text =>
            {
                if (PeriodCode.TryParse(text, out var code))
                    Assert.Equal(text, code.ToString());
            },
            iter: 200_000);
    }
}
