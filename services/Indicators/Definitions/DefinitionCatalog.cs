using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Platform.Contracts.Grpc.Indicators;
using Platform.Indicators.Errors;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;

namespace Platform.Indicators.Definitions;

/// <param name="Area">1..7, the area of reform.</param>
/// <param name="Unit">% for ratios, else what is counted.</param>
/// <param name="Kind">ratio (numerator and denominator) or count.</param>
/// <param name="Direction">higher or lower: which is better.</param>
/// <param name="Target">Value to reach, in the indicator's unit; null when none is set.</param>
/// <param name="Source">report (derived from the periodic reports), direct (recorded by hand or from a data bus) or reporting (whether reports came, and in time).</param>
public sealed record Definition(string Code, string Name, int Area, string Unit, string Kind, string Direction, decimal? Target, string Source)
{
    public bool IsRatio => Kind == "ratio";

    /// <summary>100 · numerator / denominator (two decimals) for a ratio; null when it was not measured.</summary>
    public decimal? ValueOf(decimal numerator, decimal? denominator) =>
        !IsRatio ? numerator : denominator is null or 0 ? null : Math.Round(100 * numerator / denominator.Value, 2);
}

/// <summary>The indicators the platform knows.</summary>
public sealed class DefinitionCatalog
{
    private sealed record File(IReadOnlyList<Definition> Indicators);

    public DefinitionCatalog()
    {
        using var stream = typeof(DefinitionCatalog).Assembly.GetManifestResourceStream("definitions.json")!;
        All = JsonSerializer.Deserialize<File>(stream, PlatformJson.Options)!.Indicators;
        ByCode = All.ToFrozenDictionary(d => d.Code);
    }

    public IReadOnlyList<Definition> All { get; }

    public FrozenDictionary<string, Definition> ByCode { get; }

    public Result<Definition> Find(string? code) => ByCode.TryGetValue(code ?? "", out var definition)
        ? definition
        : new Failure(IndicatorErrors.Unknown, $"Không có chỉ số mang mã “{code}”.");
}

public static class DefinitionsEndpoint
{
    public static void MapDefinitions(this WebApplication app) =>
        app.For(Rights.SignedIn).MapGet("/api/indicators", Answer<List<Definition>> (DefinitionCatalog catalog) => catalog.All.ToList())
            .WithSummary("The indicator definitions");
}

/// <summary>The same catalogue for the other services.</summary>
public sealed class IndicatorCatalogGrpc(DefinitionCatalog catalog) : IndicatorCatalog.IndicatorCatalogBase
{
    public override Task<ListIndicatorsReply> List(ListIndicatorsRequest request, ServerCallContext context)
    {
        var reply = new ListIndicatorsReply();
        reply.Indicators.AddRange(catalog.All.Select(d => new IndicatorDefinition
        {
            Code = d.Code,
            Name = d.Name,
            Area = d.Area,
            Unit = d.Unit,
            Kind = d.Kind,
            Direction = d.Direction,
            Source = d.Source,
            Target = d.Target?.ToString(CultureInfo.InvariantCulture) ?? "",
        }));
        return Task.FromResult(reply);
    }
}
