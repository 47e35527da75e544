using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Platform.Contracts.Exchange;
using Platform.Testing;

namespace Platform.Contracts.Tests;

public sealed class ReportPackagesTests
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static string PathOf(string package) => RepositoryRoot.Combine("contracts", "exchange", $"{package}.schema.json");

    private static string SchemaOf(string package, Type body)
    {
        var schema = JsonSchemaExporter.GetJsonSchemaAsNode(
            Indented,
            typeof(ReportPackage<>).MakeGenericType(body),
            new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", package);
        schema["properties"]!["package"] = new JsonObject { ["const"] = package };
        return schema.ToJsonString(Indented) + "\n";
    }

    [Fact]
    public void Schemas_AreThoseOfTheTypes()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMAS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf("x"))!);
            foreach (var (package, body) in ReportPackages.Bodies)
                File.WriteAllText(PathOf(package), SchemaOf(package, body));
        }
        Assert.All(ReportPackages.Bodies, p => Assert.Equal(SchemaOf(p.Key, p.Value), File.ReadAllText(PathOf(p.Key))));
    }

    [Fact]
    public void Packages_AreThirteen_EachWithATypeOfItsOwn() =>
        Assert.Equal((13, 13), (ReportPackages.Bodies.Count, ReportPackages.Bodies.Values.Distinct().Count()));
}
