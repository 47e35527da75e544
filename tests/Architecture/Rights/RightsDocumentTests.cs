using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Platform.Identity;
using Platform.Indicators;
using Platform.Plans;
using Platform.Reporting;
using Platform.Rollups;
using Platform.ServiceDefaults.Security;
using Platform.Tasks;
using Platform.Testing;
using Declared = Platform.ServiceDefaults.Security.Rights;

namespace Platform.Architecture.Tests.Rights;

/// <summary>contracts/rights.md shows the rights that the operations of every service declare.</summary>
public sealed partial class RightsDocumentTests
{
    private const string Head =
        """
        # Who may do what

        Every operation asks for one right. A right is granted to roles, each as far as its word says, seen from the caller's own unit:

        | reach | meaning |
        |---|---|
        | all | whatever the unit: nothing of a single unit is shown or changed, or the caller's own alone |
        | own | the caller's own unit |
        | commune | the caller's own unit, when it is a commune |
        | scope | the own unit and everything below it |
        | below | what lies below the own unit; nothing lies below a commune |
        | above | the unit right above the own |
        | nation | the nation as a whole, for whoever belongs to a province or city |
        | platform | what all units share: only for callers of the platform's own city (`Platform:City`) and of the nation |

        Where the address names no unit the use case decides about the unit once it has loaded it, by the same right; lists hold what the
        right reaches. The states in which a step is possible, and the office that a part or task belongs to, are decided beside this.
        `tests/Architecture/Rights` tries every operation with every role from every kind of unit.

        ## Rights


        """;

    private static readonly string[] Columns =
    [
        Roles.CityAdmin, Roles.CityAnalyst, Roles.CommuneLeader, Roles.CommuneOfficer, Roles.Auditor, Roles.IntegrationClient, RightsDocument.NoToken,
    ];

    private static readonly Dictionary<string, Func<string[], WebApplication>> Services = new()
    {
        ["Identity"] = IdentityService.Create,
        ["Plans"] = PlansService.Create,
        ["Tasks"] = TasksService.Create,
        ["Reporting"] = ReportingService.Create,
        ["Indicators"] = IndicatorsService.Create,
        ["Rollups"] = RollupsService.Create,
    };

    [Fact]
    public async Task Document_SaysWhatTheOperationsDeclare()
    {
        var text = new StringBuilder(Head);
        text.Append($"| right | {string.Join(" | ", Columns)} |\n|---|{string.Concat(Columns.Select(_ => "---|"))}\n");
        foreach (var right in All())
            text.Append($"| {right.Name} | {string.Join(" | ", Columns.Select(c => ReachOf(right, c)))} |\n");
        foreach (var (service, create) in Services)
        {
            text.Append($"\n## {service}\n\n| operation | right |\n|---|---|\n");
            foreach (var (operation, right) in await OperationsAsync(create))
                text.Append($"| `{operation}` | {right} |\n");
        }
        if (Environment.GetEnvironmentVariable("UPDATE_RIGHTS") == "1")
            await File.WriteAllTextAsync(RepositoryRoot.Combine(RightsDocument.File), text.ToString());
        Assert.True(
            await File.ReadAllTextAsync(RepositoryRoot.Combine(RightsDocument.File)) == text.ToString(),
            $"{RightsDocument.File} is not what the services declare; UPDATE_RIGHTS=1 makes this test write it.");
    }

    [Fact]
    public void Rights_HaveNamesOfTheirOwn_AndAllAreAskedFor()
    {
        var document = RightsDocument.Read();
        Assert.Equal(All().Select(r => r.Name).Order(), document.Rights.Keys.Order());
        Assert.Empty(document.Rights.Keys.Except(document.Operations.Values));
    }

    private static IEnumerable<Right> All() =>
        typeof(Declared).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Right>();

    private static string ReachOf(Right right, string role)
    {
        var nobody = role == RightsDocument.NoToken;
        var reaches = right.Grants.Where(g => nobody ? right == Declared.Anyone : g.Roles.Count == 0 || g.Roles.Contains(role)).Select(g => $"{g.Reach}".ToLowerInvariant());
        return string.Join(", ", reaches) is { Length: > 0 } words ? words : "–";
    }

    private static async Task<List<(string Operation, string Right)>> OperationsAsync(Func<string[], WebApplication> create)
    {
        using var folder = new TempFolder();
        await using var app = create([$"--Storage:Directory={folder.Path}", "--ClickHouse:ConnectionString=Host=127.0.0.1;Port=1", "--Logging:LogLevel:Default=None"]);
        return [.. from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
                   let required = endpoint.Metadata.GetMetadata<RequiredRight>()
                   let path = Constraint().Replace(endpoint.RoutePattern.RawText!.TrimEnd('/'), "}")
                   where required is not null && path.StartsWith("/api/", StringComparison.Ordinal)
                   from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                   orderby path, method
                   select ($"{method} {path}", required.Right.Name)];
    }

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();
}
