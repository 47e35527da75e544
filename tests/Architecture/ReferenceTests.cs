using System.Xml.Linq;
using Platform.Testing;

namespace Platform.Architecture.Tests;

/// <summary>Services know each other only through contracts/.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Services = ["Identity", "Plans", "Tasks", "Indicators", "Reporting", "Rollups", "Integration"];

    private static IEnumerable<string> References(string project) => XDocument.Parse(Sources.Read(project)).Descendants("ProjectReference")
        .Select(r => Path.GetRelativePath(RepositoryRoot.Path, Path.GetFullPath(Path.Combine(RepositoryRoot.Combine(Path.GetDirectoryName(project)!), r.Attribute("Include")!.Value))).Replace('\\', '/'));

    [Fact]
    public void Service_ReferencesOnlyContractsServiceDefaultsAndItsOwnParts()
    {
        var projects = Sources.Files("*.csproj", [.. Services.Select(s => $"services/{s}")]).ToList();
        Assert.True(projects.Count >= 6, "The services' projects are found.");
        var wrong =
            from project in projects
            let own = string.Join('/', project.Split('/')[..2]) + "/"
            from reference in References(project)
            where reference is not ("services/ServiceDefaults/ServiceDefaults.csproj" or "contracts/Contracts.csproj" or "services/OfficialDocuments/OfficialDocuments.csproj" or "services/Reading/Reading.csproj") && !reference.StartsWith(own, StringComparison.Ordinal)
            select $"{project} -> {reference}";
        Rule.HoldsBut(wrong);
    }

    [Theory]
    [InlineData("gateway/Gateway.csproj", "services/ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("services/ServiceDefaults/ServiceDefaults.csproj", "contracts/Contracts.csproj", "services/Reading/Reading.csproj")]
    [InlineData("contracts/Contracts.csproj")]
    [InlineData("services/Plans/Documents/PlanDocuments.csproj", "services/Reading/Reading.csproj")]
    [InlineData("services/Reading/Reading.csproj")]
    [InlineData("services/OfficialDocuments/OfficialDocuments.csproj", "contracts/Contracts.csproj")]
    public void SharedProject_ReferencesNoService(string project, params string[] allowed) => Assert.Equal(allowed, References(project));

    [Fact]
    public void Service_NamesNoOtherServicesNamespace()
    {
        var wrong =
            from service in Services
            from file in Sources.Files("*.cs", $"services/{service}")
            from other in Services.Except([service]).Append("Gateway")
            where Sources.Code(file).Contains($"using Platform.{other}", StringComparison.Ordinal)
            select $"{file} uses Platform.{other}";
        Rule.HoldsBut(wrong);
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        if (!File.Exists(RepositoryRoot.Combine("Platform.sln")))
            return;
        var solution = Sources.Read("Platform.sln").Replace('\\', '/');
        Rule.HoldsBut(Sources.Files("*.csproj").Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal)));
    }
}
