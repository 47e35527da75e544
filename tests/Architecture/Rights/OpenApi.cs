using System.Text.Json;
using Platform.Testing;

namespace Platform.Architecture.Tests.Rights;

/// <summary>The operations that contracts/openapi lists.</summary>
internal static class OpenApi
{
    /// <param name="Service">As the file is named.</param>
    /// <param name="Operation">Method and path.</param>
    /// <param name="Statuses">Declared answers.</param>
    /// <param name="Headers">Declared headers of the request.</param>
    public sealed record Listed(string Service, string Operation, IReadOnlyList<string> Statuses, IReadOnlyList<string> Headers);

    public static string NameOf(string service) => char.ToUpperInvariant(service[0]) + service[1..];

    public static TheoryData<string, string> Theory(Func<Listed, bool> which)
    {
        var data = new TheoryData<string, string>();
        foreach (var listed in Operations().Where(which))
            data.Add(listed.Service, listed.Operation);
        return data;
    }

    private static IEnumerable<Listed> Operations()
    {
        foreach (var file in Directory.GetFiles(RepositoryRoot.Combine("contracts", "openapi"), "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
            {
                foreach (var method in path.Value.EnumerateObject().Where(m => m.Name is "get" or "put" or "post" or "delete" or "patch"))
                {
                    yield return new(
                        Path.GetFileNameWithoutExtension(file), $"{method.Name.ToUpperInvariant()} {path.Name}",
                        [.. method.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name)],
                        method.Value.TryGetProperty("parameters", out var parameters)
                            ? [.. parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "header").Select(p => p.GetProperty("name").GetString()!)]
                            : []);
                }
            }
        }
    }
}
