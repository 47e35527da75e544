using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.ServiceDefaults.Errors;

namespace Platform.ServiceDefaults.Tests;

public sealed class GrpcFailuresTests
{
    private static PostgresException Postgres(string state) => new("no", "ERROR", "ERROR", state);

    public static TheoryData<Exception, StatusCode, string> Faults => new()
    {
        { new NpgsqlException("away", new TimeoutException()), StatusCode.Unavailable, RequestErrors.Unavailable.Code },
        { new InvalidOperationException("retries used up", Postgres(PostgresErrorCodes.DeadlockDetected)), StatusCode.Aborted, RequestErrors.Contended.Code },
        { new SqliteException("full", SQLitePCL.raw.SQLITE_FULL), StatusCode.ResourceExhausted, RequestErrors.StorageFull.Code },
        { new InvalidOperationException("a bug"), StatusCode.Internal, RequestErrors.Unexpected.Code },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_LeavesAsTheStatusOfItsCause_AndItsCode(Exception fault, StatusCode status, string code)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => CallAsync(fault));
        Assert.Equal(status, refusal.StatusCode);
        Assert.StartsWith($"{code}: ", refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnRefusal_StaysAsItIs()
    {
        var own = new RpcException(new(StatusCode.NotFound, "Unknown org unit 99999"));
        Assert.Same(own, await Assert.ThrowsAsync<RpcException>(() => CallAsync(own)));
    }

    [Theory]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unavailable)]
    public void Neighbour_ThatCannotForAWhile_IsAskedLater(StatusCode status) =>
        Assert.Equal(503, Problems.Of(new RpcException(new(status, "no")))?.Error.Status);

    private static Task<string> CallAsync(Exception fault) =>
        new GrpcFailures(NullLogger<GrpcFailures>.Instance).UnaryServerHandler<string, string>("", new Call(), (_, _) => throw fault);

    private sealed class Call : ServerCallContext
    {
        protected override string MethodCore => "/platform.test/Get";
        protected override string HostCore => "";
        protected override string PeerCore => "";
        protected override DateTime DeadlineCore => DateTime.MaxValue;
        protected override Metadata RequestHeadersCore => [];
        protected override CancellationToken CancellationTokenCore => default;
        protected override Metadata ResponseTrailersCore => [];
        protected override Status StatusCore { get; set; }
        protected override WriteOptions? WriteOptionsCore { get; set; }
        protected override AuthContext AuthContextCore => new(null, []);
        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
