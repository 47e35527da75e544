using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Exchange;
using Platform.Reporting.CityReports;
using Platform.Reporting.Errors;
using Platform.Reporting.Model.CityReports;
using Platform.Reporting.Model.Reports;
using Platform.Reporting.Storage;
using Platform.ServiceDefaults.Answers;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Text;

namespace Platform.Reporting.Exchange;

/// <summary>The city's report upward, as packages (QCVN 125:2021/BTTTT vocabulary; schemas in contracts/exchange).</summary>
public static class PackagesEndpoint
{
    private const string Route = $"{CityReportEndpoint.Route}/packages";

    public static void MapPackages(this WebApplication app)
    {
        var reading = app.For(Rights.ReadCityReport, "city");
        reading.MapGet(Route, NamesAsync).WithSummary("Names of the packages, in the order in which a receiver can take them");
        reading.MapGet($"{Route}/{{package}}", OneAsync)
            .Produces<ReportPackage<JsonElement>>().WithSummary("One package of the city's report");
        reading.MapGet($"{Route}.zip", ZipAsync)
            .Produces<Stream>(200, "application/zip").WithSummary("All packages of the city's report");
    }

    private static async Task<Answer<List<string>>> NamesAsync([AsParameters] CityScope scope, Packages packages) =>
        (await packages.OpenAsync(scope)).Then(_ => ReportPackages.Bodies.Keys.ToList());

    private static async Task<IResult> OneAsync([AsParameters] CityScope scope, string package, Packages packages) =>
        (await packages.OpenAsync(scope)).Then(builder => ReportPackages.Bodies.ContainsKey(package)
            ? (Result<PackageBuilder>)builder
            : new Failure(ReportErrors.NoPackage,
                $"Không có gói tin “{package}”; các gói có: {string.Join(", ", ReportPackages.Bodies.Keys)}."))
        .ToHttp(builder => Results.Json(builder.Build(package), PlatformJson.Options));

    private static async Task<IResult> ZipAsync([AsParameters] CityScope scope, Packages packages) =>
        (await packages.OpenAsync(scope)).ToHttp(builder =>
            Results.File(Zip(builder), "application/zip", $"goi-tin-{scope.Period}-{scope.City}.zip"));

    private static byte[] Zip(PackageBuilder builder)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (package, index) in ReportPackages.Bodies.Keys.Select((p, i) => (p, i)))
            {
                using var entry = zip.CreateEntry($"{index + 1:00}-{package}.json").Open();
                JsonSerializer.Serialize(entry, builder.Build(package), PlatformJson.Options);
            }
        }
        return stream.ToArray();
    }
}

/// <summary>Reads what the packages of one report are made from.</summary>
public sealed class Packages(TemplateCatalog templates, PeriodCalendar calendar)
{
    public async Task<Result<PackageBuilder>> OpenAsync(CityScope scope) =>
        await (await scope.FindAsync(withContent: false)).ThenAsync<PackageBuilder>(async at =>
        {
            if (at.Row is not { } row)
                return new Failure(ReportErrors.NothingToExport, "Chưa tổng hợp báo cáo của kỳ này.");
            var issued = row.State == CityReportStates.Issued ? await scope.IssuedAsync(row) : null;
            var report = CityReport.FromJson(issued?.Content ?? row.Content);
            var receipts = report.Sources.Select(s => s.Receipt).ToList();
            var contents = await scope.Db.Submissions.AsNoTracking().Where(s => receipts.Contains(s.Receipt))
                .ToDictionaryAsync(s => s.OrgUnit, s => ReportContent.FromJson(s.Content), scope.Stop);
            var year = at.Inputs.Period.Code[..4];
            return new PackageBuilder(
                at.Inputs, row, issued, report, templates.Get(report.TemplateCode, report.TemplateVersion),
                contents, [.. calendar.All.Where(p => p.Code.StartsWith(year, StringComparison.Ordinal))], at.Now);
        });
}
