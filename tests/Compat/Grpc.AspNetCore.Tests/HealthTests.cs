using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults.GrpcHealth;

namespace Platform.Tests.Grpc;

/// <summary>The product's health service, compiled in here because its project belongs to another part.</summary>
public sealed class HealthTests
{
    [Theory]
    [InlineData("", HealthCheckResponse.Types.ServingStatus.NotServing)]
    [InlineData("good", HealthCheckResponse.Types.ServingStatus.Serving)]
    public async Task Check_SaysTheStateOfTheTag(string service, HealthCheckResponse.Types.ServingStatus expected)
    {
        await using var services = Checks();
        var health = new HealthServiceImpl(services.GetRequiredService<HealthCheckService>(), TimeProvider.System);

        Assert.Equal(expected, (await health.Check(new HealthCheckRequest { Service = service }, new NoContext())).Status);
    }

    [Fact]
    public async Task Check_OfAnUnknownService_IsNotFound()
    {
        await using var services = Checks();
        var health = new HealthServiceImpl(services.GetRequiredService<HealthCheckService>(), TimeProvider.System);
        var failure = await Assert.ThrowsAsync<RpcException>(() => health.Check(new HealthCheckRequest { Service = "none" }, new NoContext()));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    private static ServiceProvider Checks()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddHealthChecks()
            .AddCheck("a", () => HealthCheckResult.Healthy(), ["good"])
            .AddCheck("b", () => HealthCheckResult.Unhealthy(), ["bad"]);
        return services.BuildServiceProvider();
    }

    private sealed class NoContext : ServerCallContext
    {
        protected override string MethodCore => "";

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore => [];

        protected override CancellationToken CancellationTokenCore => default;

        protected override Metadata ResponseTrailersCore => [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore => new(null, []);

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
    }
}
