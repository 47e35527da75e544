using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// Copies of [GenerateSerializer] types: the members marked [Id], and the primary constructor parameters of records.
/// Other members come out as the parameterless constructor leaves them, as they would after a trip over the network.
/// </summary>
internal static class MemberCopier
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private delegate void CopyFields(object source, object target, CopyContext seen);

    public static Copier Create(Type type) => Create(type, MembersOf(type));

    public static Copier CreateForAllFields(Type type) => Create(type, type.GetFields(Declared));

    private static Copier Create(Type type, IReadOnlyCollection<FieldInfo> fields)
    {
        var copyFields = Compile(type, fields);
        var construct = Constructor(type);
        return (value, seen) =>
        {
            if (seen.TryGet(value, out var known))
            {
                return known;
            }

            var copy = construct();
            if (!type.IsValueType)
            {
                seen.Record(value, copy);
            }

            copyFields(value, copy, seen);
            return copy;
        };
    }

    private static Func<object> Constructor(Type type)
    {
        var parameterless = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public, Type.EmptyTypes);
        return parameterless is null || type.IsValueType
            ? () => RuntimeHelpers.GetUninitializedObject(type)
            : () => parameterless.Invoke(null);
    }

    private static List<FieldInfo> MembersOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (level.GetCustomAttribute<GenerateSerializerAttribute>(false) is not { } attribute)
            {
                continue;
            }

            var parameters = attribute.IncludePrimaryConstructorParameters || IsRecord(level) ? PrimaryParameters(level) : [];
            foreach (var property in level.GetProperties(Declared))
            {
                if ((property.IsDefined(typeof(IdAttribute), false) || parameters.Contains(property.Name))
                    && level.GetField($"<{property.Name}>k__BackingField", Declared) is { } backing)
                {
                    fields.Add(backing);
                }
            }

            fields.AddRange(level.GetFields(Declared).Where(field => field.IsDefined(typeof(IdAttribute), false)));
        }

        return fields;
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);

    // A record's primary constructor is the one whose parameters all have a property of the same name and type.
    private static HashSet<string> PrimaryParameters(Type type) =>
        type.GetConstructors(Declared)
            .Select(constructor => constructor.GetParameters())
            .Where(parameters => parameters.Length > 0 && Array.TrueForAll(parameters, parameter =>
                type.GetProperty(parameter.Name!, Declared)?.PropertyType == parameter.ParameterType))
            .OrderByDescending(parameters => parameters.Length)
            .Select(parameters => parameters.Select(parameter => parameter.Name!).ToHashSet(StringComparer.Ordinal))
            .FirstOrDefault() ?? [];

    // Emitted rather than built from expressions, which refuse to set the read-only fields behind init-only properties.
    private static CopyFields Compile(Type type, IReadOnlyCollection<FieldInfo> fields)
    {
        var method = new DynamicMethod($"Copy{type.Name}", null, [typeof(object), typeof(object), typeof(CopyContext)], type.Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var load = type.IsValueType ? OpCodes.Unbox : OpCodes.Castclass;
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(load, type);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(load, type);
            il.Emit(OpCodes.Ldfld, field);
            if (!IsShareable(field))
            {
                il.Emit(OpCodes.Box, field.FieldType);
                il.Emit(OpCodes.Ldarg_2);
                il.Emit(OpCodes.Call, ((Func<object?, CopyContext, object?>)CopyMember).Method);
                il.Emit(OpCodes.Unbox_Any, field.FieldType);
            }

            il.Emit(OpCodes.Stfld, field);
        }

        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<CopyFields>();
    }

    private static bool IsShareable(FieldInfo field)
    {
        var property = field.Name.StartsWith('<') ? field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Declared) : null;
        return DeepCopy.IsShareable(field.FieldType)
            || field.IsDefined(typeof(ImmutableAttribute), false)
            || property?.IsDefined(typeof(ImmutableAttribute), false) == true;
    }

    private static object? CopyMember(object? value, CopyContext seen) => value is null ? null : DeepCopy.Of(value, seen);
}
