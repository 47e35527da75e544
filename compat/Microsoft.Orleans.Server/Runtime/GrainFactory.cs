namespace Orleans.Runtime;

/// <summary>References to grains, within the silo and for its clients in the same process.</summary>
internal sealed class GrainFactory(Catalog catalog) : IClusterClient
{
    public IServiceProvider ServiceProvider => catalog.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)Create(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)Create(grainInterfaceType, grainPrimaryKey, null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)Create(typeof(TGrainInterface), grainId);

    public object Create(Type grainInterface, GrainId grainId) => GrainProxy.Create(grainInterface, grainId, catalog);

    private object Create(Type grainInterface, string key, string? prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Create(grainInterface, GrainId.Create(catalog.Types.ForInterface(grainInterface, prefix).Type, key));
    }
}
