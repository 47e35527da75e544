using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Exchange;
using Platform.Reporting.CityReports;
using Platform.Reporting.Periods;
using Platform.Reporting.Storage;
using Platform.Reporting.Submissions;
using Platform.Reporting.Templates;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;

namespace Platform.Reporting.Exchange;

/// <summary>The city's report upward, as packages (QCVN 125:2021/BTTTT vocabulary; schemas in contracts/exchange).</summary>
public static class PackagesEndpoint
{
    private const string Route = "/api/reports/{period}/city-report/{city}/packages";

    public static void MapPackages(this WebApplication app)
    {
        app.For(Rights.ReadCityReport, "city").MapGet(Route, async (string period, string city, Packages packages, CancellationToken stop) =>
                (await packages.OpenAsync(period, city, stop)).ToHttp(_ => Results.Ok(ReportPackages.Bodies.Keys)))
            .Produces<IEnumerable<string>>().WithSummary("Names of the packages, in the order in which a receiver can take them");
        app.For(Rights.ReadCityReport, "city").MapGet($"{Route}/{{package}}", async (
            string period, string city, string package, Packages packages, CancellationToken stop) =>
                (await packages.OpenAsync(period, city, stop)).ToHttp(builder => builder.Build(package) is { } built
                    ? Results.Json(built, PlatformHost.Json)
                    : new Failure(ReportErrors.NoPackage, $"Không có gói tin “{package}”; các gói có: {string.Join(", ", ReportPackages.Bodies.Keys)}.").ToProblem()))
            .Produces<ReportPackage<JsonElement>>().WithSummary("One package of the city's report");
        app.For(Rights.ReadCityReport, "city").MapGet($"{Route}.zip", async (string period, string city, Packages packages, CancellationToken stop) =>
                (await packages.OpenAsync(period, city, stop)).ToHttp(builder => Results.File(Zip(builder), "application/zip", $"goi-tin-{period}-{city}.zip")))
            .Produces<Stream>(200, "application/zip").WithSummary("All packages of the city's report");
    }

    private static byte[] Zip(PackageBuilder builder)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (package, index) in ReportPackages.Bodies.Keys.Select((p, i) => (p, i)))
            {
                using var entry = zip.CreateEntry($"{index + 1:00}-{package}.json").Open();
                JsonSerializer.Serialize(entry, builder.Build(package), PlatformHost.Json);
            }
        }
        return stream.ToArray();
    }
}

/// <summary>Reads what the packages of one report are made from.</summary>
public sealed class Packages(CityInputsReader reader, TemplateCatalog templates, PeriodCalendar calendar, ReportingDb db, TimeProvider time)
{
    public async Task<Result<PackageBuilder>> OpenAsync(string period, string city, CancellationToken stop)
    {
        var inputs = await reader.ReadAsync(period, city, withContent: false, stop);
        if (inputs.Failure is { } denied)
            return denied;
        var row = await db.CityReports.AsNoTracking().SingleOrDefaultAsync(r => r.Period == period && r.OrgUnit == city, stop);
        if (row is null)
            return new Failure(ReportErrors.NothingToExport, "Chưa tổng hợp báo cáo của kỳ này.");
        var issued = row.State == CityReportStates.Issued ? await CityReportEndpoint.IssuedAsync(db, row, stop) : null;
        var report = CityReport.FromJson(issued?.Content ?? row.Content);
        var receipts = report.Sources.Select(s => s.Receipt).ToList();
        var contents = await db.Submissions.AsNoTracking().Where(s => receipts.Contains(s.Receipt)).ToDictionaryAsync(s => s.OrgUnit, s => ReportContent.FromJson(s.Content), stop);
        var year = inputs.Value.Period.Code[..4];
        return new PackageBuilder(
            inputs.Value, row, issued, report, templates.Get(report.TemplateCode, report.TemplateVersion),
            contents, [.. calendar.All.Where(p => p.Code.StartsWith(year, StringComparison.Ordinal))], time.GetUtcNow());
    }
}
