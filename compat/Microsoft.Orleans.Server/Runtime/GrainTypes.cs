using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the runtime knows of a grain class.</summary>
internal sealed record GrainClass(Type Class, GrainType Type, bool IsReentrant, TimeSpan? CollectionAge);

/// <summary>The grain classes of the process, found in the assemblies that reference this one.</summary>
internal sealed class GrainTypes
{
    private readonly Lock _lock = new();
    private readonly HashSet<Assembly> _scanned = [];
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _byInterface = new();

    /// <exception cref="ArgumentException">No class, or more than one, implements the interface.</exception>
    public GrainClass ForInterface(Type grainInterface, string? prefix) =>
        _byInterface.TryGetValue((grainInterface, prefix), out var found) ? found : _byInterface.GetOrAdd((grainInterface, prefix), Find);

    public GrainClass ForType(GrainType type)
    {
        lock (_lock)
        {
            if (!_byType.ContainsKey(type))
            {
                Scan();
            }

            return _byType.TryGetValue(type, out var found) ? found : throw new ArgumentException($"No grain class has the type '{type}'.");
        }
    }

    private GrainClass Find((Type Interface, string? Prefix) key)
    {
        lock (_lock)
        {
            Scan();
            var candidates = _byType.Values
                .Where(known => key.Interface.IsAssignableFrom(known.Class))
                .Where(known => key.Prefix is null || known.Class.FullName!.StartsWith(key.Prefix, StringComparison.Ordinal))
                .ToArray();
            return candidates switch
            {
                [var only] => only,
                [] => throw new ArgumentException($"Could not find an implementation for interface {key.Interface}."),
                _ => throw new ArgumentException(
                    $"Interface {key.Interface} has several implementations; name one by its prefix: {string.Join(", ", candidates.Select(known => known.Class))}."),
            };
        }
    }

    private void Scan()
    {
        LoadReferenced(Assembly.GetEntryAssembly());
        var abstractions = typeof(IGrain).Assembly.GetName().Name;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (!assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(name => name.Name == abstractions) && _scanned.Add(assembly))
            {
                AddClasses(assembly);
            }
        }
    }

    // A class library whose grains are reached only through their interfaces is not loaded yet when the first call is made.
    private void LoadReferenced(Assembly? root)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<Assembly>(root is null ? [] : [root]);
        while (pending.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (!IsFramework(name.Name!) && visited.Add(name.Name!))
                {
                    try
                    {
                        pending.Enqueue(Assembly.Load(name));
                    }
                    catch (FileNotFoundException)
                    {
                        // A compile-time reference that is not deployed holds no grains of this process.
                    }
                }
            }
        }
    }

    private static bool IsFramework(string name) =>
        name is "mscorlib" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal)
        || (name.StartsWith("Microsoft.", StringComparison.Ordinal) && name != typeof(IGrain).Assembly.GetName().Name);

    private void AddClasses(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && typeof(IGrainBase).IsAssignableFrom(type) && typeof(IAddressable).IsAssignableFrom(type))
            {
                var grainClass = Describe(type);
                if (!_byType.TryAdd(grainClass.Type, grainClass))
                {
                    throw new OrleansConfigurationException(
                        $"{type} and {_byType[grainClass.Type].Class} have the same grain type '{grainClass.Type}'; give one a [GrainType].");
                }
            }
        }
    }

    private static GrainClass Describe(Type type)
    {
        var name = type.GetCustomAttribute<GrainTypeAttribute>(false)?.GrainType ?? DefaultName(type);
        var age = type.IsDefined(typeof(KeepAliveAttribute), true) ? TimeSpan.MaxValue : type.GetCustomAttribute<CollectionAgeLimitAttribute>(true)?.Age;
        return new GrainClass(type, GrainType.Create(name), type.IsDefined(typeof(ReentrantAttribute), true), age);
    }

    private static string DefaultName(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }
}
