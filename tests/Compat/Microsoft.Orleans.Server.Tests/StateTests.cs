using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Platform.GrainTests;

public sealed class Ledger
{
    public List<int> Entries { get; set; } = [];
}

public interface ILedgerGrain : IGrainWithStringKey
{
    Task<int> Write(int entry);

    Task<(int Count, bool Exists, string? Etag)> Read();

    Task Clear();

    Task WriteThrough(ILedgerGrain other, int entry);
}

public sealed class LedgerGrain([PersistentState("ledger", "memory")] IPersistentState<Ledger> ledger, Journal journal) : Grain, ILedgerGrain
{
    public async Task<int> Write(int entry)
    {
        ledger.State.Entries.Add(entry);
        await ledger.WriteStateAsync();
        return ledger.State.Entries.Count;
    }

    public Task<(int Count, bool Exists, string? Etag)> Read() => Task.FromResult((ledger.State.Entries.Count, ledger.RecordExists, ledger.Etag));

    public Task Clear() => ledger.ClearStateAsync();

    public Task WriteThrough(ILedgerGrain other, int entry) => other.Write(entry);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add($"{this.GetPrimaryKeyString()} read {ledger.State.Entries.Count}");
        return Task.CompletedTask;
    }
}

/// <summary>A storage as the product registers one.</summary>
internal sealed class FailingStorage(string name) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new IOException($"{name} cannot read {stateName} of {grainId}.");

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
}

public sealed class StateTests
{
    [Fact]
    public async Task State_IsReadBeforeTheFirstCall_AndSurvivesTheActivation()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<ILedgerGrain>("a");
        Assert.Equal((0, false, null), await grain.Read());
        await grain.Write(1);
        await grain.Write(2);

        await ChangeBehindItsBack(silo, "a", 3);
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write(9));

        // The conflict ended the activation, so this one has read what is stored.
        Assert.Equal(4, await grain.Write(4));
        Assert.Equal(["a read 0", "a read 3"], silo.Journal.Entries);
    }

    [Fact]
    public async Task Conflict_OfAnotherGrain_DoesNotEndTheCaller()
    {
        await using var silo = await Silo.StartAsync();
        var caller = silo.Grains.GetGrain<ILedgerGrain>("caller");
        var target = silo.Grains.GetGrain<ILedgerGrain>("target");
        await target.Write(1);
        await ChangeBehindItsBack(silo, "target", 2);

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => caller.WriteThrough(target, 3));
        await caller.Read();

        Assert.NotEqual(conflict.StoredEtag, conflict.CurrentEtag);
        Assert.Single(silo.Journal.Entries, "caller read 0");
    }

    [Fact]
    public async Task Clear_RemovesTheRecordAndResetsTheState()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<ILedgerGrain>("a");
        await grain.Write(1);

        await grain.Clear();

        Assert.Equal((0, false, null), await grain.Read());
        Assert.Equal(1, await grain.Write(5));
    }

    [Fact]
    public async Task Storage_ThatCannotRead_FailsTheActivationAndSaysWhichState()
    {
        await using var silo = await Silo.StartAsync(builder =>
            builder.Services.AddGrainStorage("memory", (_, name) => new FailingStorage(name)));

        var failure = await Assert.ThrowsAsync<OrleansException>(() => silo.Grains.GetGrain<ILedgerGrain>("a").Read());

        Assert.Contains("'ledger' of grain ledger/a", failure.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(failure.InnerException);
    }

    private static async Task ChangeBehindItsBack(Silo silo, string key, int entry)
    {
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("memory");
        var state = new GrainState<Ledger>();
        await storage.ReadStateAsync("ledger", GrainId.Create("ledger", key), state);
        state.State.Entries.Add(entry);
        await storage.WriteStateAsync("ledger", GrainId.Create("ledger", key), state);
    }
}
