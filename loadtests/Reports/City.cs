using Platform.LoadTests.Running;

namespace Platform.LoadTests.Reports;

/// <summary>Communes, wards and special zones below a region.</summary>
public static class City
{
    public static async Task<List<string>> UnitsAsync(Api api, string region)
    {
        var token = await api.SignInAsync("city-admin");
        var under = region == "VN" ? "" : $"?under={region}";
        return [.. (await api.ReadAsync(token, $"/api/identity/org-units{under}")).EnumerateArray()
            .Select(u => u.GetProperty("code").GetString()!).Where(c => c.Length == 5)];
    }
}
