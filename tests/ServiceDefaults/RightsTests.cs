using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.ServiceDefaults.Hosting;
using Platform.ServiceDefaults.Security;

namespace Platform.ServiceDefaults.Tests;

public sealed class RightsTests
{
    [Fact]
    public async Task Service_WithAnOperationThatDoesNotSayWhoMay_DoesNotStart()
    {
        await using var app = PlatformHost.CreateBuilder("Rights", ["--Urls:Http=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]).Build().UsePlatform();
        app.For(Rights.SignedIn).MapGet("/declared", () => Results.Ok());
        app.MapGet("/forgotten", () => Results.Ok());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());
        Assert.Contains("/forgotten", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/declared", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31", true)]
    [InlineData("VN", true)]
    [InlineData("01", false)]
    [InlineData("10507", false)]
    [InlineData("", false)]
    public void WhatAllUnitsShare_IsForThePlatformsCityAndTheNation(string unit, bool allowed) =>
        Assert.Equal(allowed, Rights.ManageTemplates.AllowsSome(new("a", unit, new HashSet<string> { Roles.CityAdmin }), "31"));
}
