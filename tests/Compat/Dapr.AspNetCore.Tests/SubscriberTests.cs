using System.Net;
using System.Text;
using Dapr;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Dapr;

public sealed class SubscriberTests : IAsyncLifetime
{
    private readonly WebApplication app = Build();
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Subscribe_ListsTopics() => Assert.Equal(
        """[{"topic":"a","pubsubName":"pubsub","route":"events/a"},{"topic":"b","pubsubName":"pubsub","route":"events/b","deadLetterTopic":"b-dead"},{"topic":"c","pubsubName":"pubsub","route":"events/c"}]""",
        await client.GetStringAsync("/dapr/subscribe"));

    [Theory]
    [InlineData("""{"specversion":"1.0","data":{"unit":"11413"}}""", """application/json|{"unit":"11413"}""")]
    [InlineData("""{"data":"xin chào","datacontenttype":"text/plain"}""", "text/plain|xin chào")]
    [InlineData("""{"data":"xin chào","datacontenttype":"application/json; charset=utf-8"}""", "application/json|\"xin ch\\u00E0o\"")]
    [InlineData("""{"data_base64":"AQI=","datacontenttype":"application/octet-stream"}""", "application/octet-stream|\u0001\u0002")]
    [InlineData("""{"specversion":"1.0"}""", "|")]
    public async Task CloudEvent_IsUnwrapped(string cloudEvent, string expected)
    {
        using var response = await PostAsync("/raw", cloudEvent, "application/cloudevents+json");

        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task CloudEvent_WithDataTwice_IsABadRequest() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/raw", """{"data":1,"data_base64":"AQI="}""", "application/cloudevents+json")).StatusCode);

    [Fact]
    public async Task OtherRequests_PassUntouched()
    {
        using var response = await PostAsync("/raw", """{"data":1}""", "application/json");

        Assert.Equal("""application/json; charset=utf-8|{"data":1}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("app-token", HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Delivery_NeedsTheAppToken(string? token, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events/a") { Content = new StringContent("""{"data":{"unit":"11413"}}""", Encoding.UTF8, "application/cloudevents+json") };
        if (token is not null)
        {
            request.Headers.Add("dapr-api-token", token);
        }

        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication().AddDapr(o => o.Token = "app-token");
        builder.Services.AddAuthorization(o => o.AddDapr());
        var app = builder.Build();
        app.UseCloudEvents();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSubscribeHandler();
        app.MapPost("/events/a", (Changed changed) => Results.Json(new { status = changed.Unit == "11413" ? "SUCCESS" : "DROP" }))
            .WithTopic("pubsub", "a").RequireAuthorization("Dapr");
        app.MapPost("/events/b", () => Results.Ok()).WithTopic(new TopicOptions { PubsubName = "pubsub", Name = "b", DeadLetterTopic = "b-dead" });
        app.MapPost("/events/c", [Topic("pubsub", "c")] () => Results.Ok());
        app.MapPost("/raw", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            return $"{context.Request.ContentType}|{await reader.ReadToEndAsync()}";
        });
        return app;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body, string type) => client.PostAsync(path, new StringContent(body, Encoding.UTF8, type));

    private sealed record Changed(string Unit);
}
