using System.Data.Common;
using ClickHouse.Driver.ADO.Parameters;
using ClickHouse.Driver.Utility;
using Platform.Indicators.ClickHouse;

namespace Platform.Indicators.Values;

/// <summary>A stored value of one unit.</summary>
public sealed record StoredValue(string OrgUnit, decimal Numerator, decimal? Denominator, bool Provisional);

/// <summary>Sums over units of one period.</summary>
public sealed record PeriodValue(string Period, decimal Numerator, decimal? Denominator, int Units, int Provisional);

/// <summary>Reads the time series: FINAL, so that only the newest version of a value counts.</summary>
public sealed class ValueQueries(ClickHouseSource source)
{
    /// <summary>All values of one indicator and period in one province ("" for the nation).</summary>
    public async Task<List<StoredValue>> CompareAsync(string indicator, string period, string province, CancellationToken stop)
    {
        const string sql = """
            SELECT org_unit, numerator, denominator, provisional FROM indicator_values FINAL
            WHERE indicator = {indicator:String} AND period = {period:String} AND (province = {province:String} OR {province:String} = '')
            """;
        return await ReadAsync(
            sql,
            new() { ["indicator"] = indicator, ["period"] = period, ["province"] = province },
            r => new StoredValue(r.GetString(0), r.GetDecimal(1), r.IsDBNull(2) ? null : r.GetDecimal(2), r.GetByte(3) == 1),
            stop);
    }

    /// <summary>One indicator over all periods, of one commune or summed over a province or the nation.</summary>
    public async Task<List<PeriodValue>> SeriesAsync(string indicator, string unit, bool isLeaf, bool isNation, CancellationToken stop)
    {
        var scope = isLeaf ? "org_unit = {unit:String}" : isNation ? "{unit:String} != ''" : "province = {unit:String}";
        var sql = $$"""
            SELECT period, sum(numerator), sum(denominator), count(), sum(provisional) FROM indicator_values FINAL
            WHERE indicator = {indicator:String} AND {{scope}} GROUP BY period
            """;
        return await ReadAsync(
            sql,
            new() { ["indicator"] = indicator, ["unit"] = unit },
            r => new PeriodValue(
                r.GetString(0), r.GetDecimal(1), r.IsDBNull(2) ? null : r.GetDecimal(2),
                Convert.ToInt32(r.GetValue(3), null), Convert.ToInt32(r.GetValue(4), null)),
            stop);
    }

    /// <summary>Whether there is any value at all.</summary>
    /// <summary>Whether the series was found or made whole; not so after its store was lost, whatever has been written since.</summary>
    public async Task<bool> IsWholeAsync(CancellationToken stop) => (await ReadAsync("SELECT 1 FROM series_whole LIMIT 1", [], _ => true, stop)).Count > 0;

    public Task MarkWholeAsync(CancellationToken stop) =>
        source.Client.ExecuteNonQueryAsync("INSERT INTO series_whole SELECT now64(3, 'UTC')", cancellationToken: stop);

    private async Task<List<T>> ReadAsync<T>(string sql, Dictionary<string, string> parameters, Func<DbDataReader, T> map, CancellationToken stop)
    {
        var bound = new ClickHouseParameterCollection();
        foreach (var (name, value) in parameters)
            bound.AddParameter(name, value);
        var rows = new List<T>();
        await using var reader = await source.Client.ExecuteReaderAsync(sql, bound, cancellationToken: stop);
        while (await reader.ReadAsync(stop))
            rows.Add(map(reader));
        return rows;
    }
}
