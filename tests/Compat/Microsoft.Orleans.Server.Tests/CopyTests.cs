using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Platform.GrainTests;

[GenerateSerializer]
public sealed record Figure(string Indicator, decimal? Numerator, List<int> Parts)
{
    [Id(0)]
    public DateTimeOffset At { get; init; }

    public string NotAMember { get; set; } = "default";
}

[GenerateSerializer]
public class Node
{
    [Id(0)]
    public Node? Next { get; set; }

    [Id(1)]
    private int _weight;

    public int Weight
    {
        get => _weight;
        set => _weight = value;
    }
}

[GenerateSerializer]
public sealed class Leaf : Node
{
    [Id(0)]
    public Dictionary<string, int[]> Values { get; set; } = [];
}

[GenerateSerializer]
public struct Pair
{
    [Id(0)]
    public int Left;

    [Id(1)]
    public List<int> Right;
}

[Immutable]
public sealed class Frozen
{
    public int[] Shared { get; } = [1];
}

public sealed class Unmarked
{
    public int Value { get; set; }
}

public sealed class RefusedException(string code) : Exception(code)
{
    public string Code { get; } = code;
}

public interface IMirrorGrain : IGrainWithStringKey
{
    Task<object> Keep(object value);

    Task<bool> IsSame(Immutable<int[]> value, int[] original);

    Task<T[]> Typed<T>(T value);

    Task KeepImmutable([Immutable] int[] value);

    [return: Immutable]
    Task<object?> Kept();

    Task<bool> Holds(Immutable<object> value);

    Task Throw();

    Task<Unmarked> Answer();
}

public sealed class MirrorGrain : Grain, IMirrorGrain
{
    private object? _kept;

    public Task<object> Keep(object value)
    {
        _kept = value;
        return Task.FromResult(value);
    }

    public Task<bool> IsSame(Immutable<int[]> value, int[] original) => Task.FromResult(ReferenceEquals(value.Value, original));

    public Task<T[]> Typed<T>(T value) => Task.FromResult<T[]>([value]);

    public Task KeepImmutable(int[] value)
    {
        _kept = value;
        return Task.CompletedTask;
    }

    public Task<object?> Kept() => Task.FromResult(_kept);

    public Task<bool> Holds(Immutable<object> value) => Task.FromResult(ReferenceEquals(_kept, value.Value));

    public Task Throw() => throw new RefusedException("RPT-0007");

    public Task<Unmarked> Answer() => Task.FromResult(new Unmarked());
}

public sealed class CopyTests
{
    public static TheoryData<object> Copied => new()
    {
        new List<int> { 1, 2 },
        new[] { "a", "b" },
        new[] { new List<int> { 1 }, new List<int> { 2 } },
        new Dictionary<string, List<int>> { ["a"] = [1] },
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" },
        ImmutableArray.Create(new List<int> { 1 }, new List<int> { 2 }),
        (1, new List<int> { 2 }),
        new Pair { Left = 1, Right = [2] },
    };

    [Theory]
    [MemberData(nameof(Copied))]
    public async Task MutableValue_IsCopiedOnTheWayInAndOut(object value)
    {
        await using var silo = await Silo.StartAsync();
        var mirror = silo.Grains.GetGrain<IMirrorGrain>("a");

        var returned = await mirror.Keep(value);

        Assert.NotSame(value, returned);
        Assert.Equivalent(value, returned, strict: true);
        Assert.False(await mirror.Holds(new Immutable<object>(value)));
        Assert.False(await mirror.Holds(new Immutable<object>(returned)));
    }

    [Fact]
    public async Task Record_IsCopiedByItsParametersAndMarkedMembers()
    {
        await using var silo = await Silo.StartAsync();
        var figure = new Figure("PAR", 12.5m, [1, 2]) { At = DateTimeOffset.UnixEpoch, NotAMember = "stays behind" };

        var copy = (Figure)await silo.Grains.GetGrain<IMirrorGrain>("a").Keep(figure);

        Assert.Equal((figure.Indicator, figure.Numerator, figure.At), (copy.Indicator, copy.Numerator, copy.At));
        Assert.Equal([1, 2], copy.Parts);
        Assert.NotSame(figure.Parts, copy.Parts);
        Assert.Null(copy.NotAMember);
    }

    [Fact]
    public async Task Class_IsCopiedWithBaseMembersAndCycles()
    {
        await using var silo = await Silo.StartAsync();
        var leaf = new Leaf { Weight = 3, Values = { ["a"] = [1] } };
        leaf.Next = leaf;

        var copy = (Leaf)await silo.Grains.GetGrain<IMirrorGrain>("a").Keep(leaf);

        Assert.NotSame(leaf, copy);
        Assert.Same(copy, copy.Next);
        Assert.Equal(3, copy.Weight);
        Assert.Equal([1], copy.Values["a"]);
        Assert.NotSame(leaf.Values["a"], copy.Values["a"]);
    }

    [Fact]
    public async Task ImmutableValue_IsShared()
    {
        await using var silo = await Silo.StartAsync();
        var mirror = silo.Grains.GetGrain<IMirrorGrain>("a");
        var frozen = new Frozen();
        int[] array = [1];

        Assert.Same(frozen, await mirror.Keep(frozen));
        Assert.False(await mirror.IsSame(new Immutable<int[]>(array), array));
        await mirror.KeepImmutable(array);
        Assert.True(await mirror.Holds(new Immutable<object>(array)));
        Assert.Same(array, await mirror.Kept());
    }

    [Fact]
    public async Task UnmarkedType_IsRefusedByName_InArgumentsAndResults()
    {
        await using var silo = await Silo.StartAsync();
        var mirror = silo.Grains.GetGrain<IMirrorGrain>("a");

        var argument = await Assert.ThrowsAsync<CodecNotFoundException>(() => mirror.Keep(new Unmarked()));
        var result = await Assert.ThrowsAsync<CodecNotFoundException>(mirror.Answer);

        Assert.Contains(typeof(Unmarked).FullName!, argument.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(Unmarked).FullName!, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_ReachesTheCallerAsItself()
    {
        await using var silo = await Silo.StartAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(silo.Grains.GetGrain<IMirrorGrain>("a").Throw);

        Assert.Equal("RPT-0007", refused.Code);
    }

    [Fact]
    public async Task GenericMethod_IsRefusedClearly()
    {
        await using var silo = await Silo.StartAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => silo.Grains.GetGrain<IMirrorGrain>("a").Typed(1));
    }
}
