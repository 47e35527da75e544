using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Platform.Contracts.Grpc.Identity;
using Platform.ServiceDefaults.Units;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class OrgUnitDirectoryTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(new(2025, 9, 15, 8, 0, 0, TimeSpan.Zero));
    private readonly CallCounter _calls = new();
    private readonly ReferenceVersion _reference = new();
    private TestPlatform _platform = null!;
    private GrpcChannel _channel = null!;
    private OrgUnitDirectory _directory = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync([]);
        _channel = GrpcChannel.ForAddress(_platform.GrpcAddress("Identity"));
        _directory = new(new OrgUnits.OrgUnitsClient(_channel.CreateCallInvoker().Intercept(_calls)), _reference, _time);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Get_ReadsTheWholeOfficialList()
    {
        var units = await _directory.GetAsync();
        Assert.Equal(1 + 34 + 3_321, units.ByCode.Count);
        Assert.Equal(114, units.LeavesUnder("31").Count());
        Assert.Equal(34, units.ChildrenOf("VN").Count());
        Assert.Equal(("Cẩm Giang", "Cẩm Giàng"), (units.ByCode["10888"].Name, units.ByCode["10903"].Name));
        Assert.Equal("REQ-0010", units.Find("99999").Failure?.Error.Code);
        Assert.Equal(["10888"], units.LeavesUnder("10888").Select(u => u.Code));
        Assert.Empty(units.LeavesUnder("99999"));
    }

    [Fact]
    public async Task Get_FiftyAtOnce_AsksOnce()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => _directory.GetAsync().AsTask())));
        Assert.Equal(1, _calls.Count);
        Assert.Single(all.Distinct());
    }

    [Fact]
    public async Task Get_AfterFiveMinutesOrAChange_AsksAgain()
    {
        await _directory.GetAsync();
        _time.Advance(TimeSpan.FromMinutes(4.9));
        await _directory.GetAsync();
        Assert.Equal(1, _calls.Count);
        _time.Advance(TimeSpan.FromMinutes(0.2));
        await _directory.GetAsync();
        Assert.Equal(2, _calls.Count);
        _reference.Tell(7);
        await _directory.GetAsync();
        Assert.Equal(3, _calls.Count);
        // What was known already, or is older, is no change.
        _reference.Tell(7);
        _reference.Tell(6);
        await _directory.GetAsync();
        Assert.Equal(3, _calls.Count);
    }

    [Fact]
    public async Task Get_WhileIdentityIsDown_GoesOnWithTheOldList()
    {
        var known = await _directory.GetAsync();
        await _platform.StopAsync("Identity");
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Same(known, await _directory.GetAsync());
        Assert.Equal(2, _calls.Count);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Same(known, await _directory.GetAsync());
        Assert.Equal(2, _calls.Count);

        await _platform.StartAsync("Identity");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.NotSame(known, await Eventually.GetAsync("a fresh list", () => _directory.GetAsync().AsTask(), u =>
        {
            _time.Advance(TimeSpan.FromSeconds(11));
            return !ReferenceEquals(u, known);
        }));
    }

    [Fact]
    public async Task Get_WithoutAnyList_SaysThatIdentityIsDown()
    {
        await _platform.StopAsync("Identity");
        var error = await Assert.ThrowsAsync<RpcException>(() => _directory.GetAsync().AsTask());
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    private sealed class CallCounter : Interceptor
    {
        private int _count;

        public int Count => _count;

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            Interlocked.Increment(ref _count);
            return continuation(request, context);
        }
    }
}
