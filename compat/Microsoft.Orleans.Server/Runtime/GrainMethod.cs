using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>One method of a grain interface: how to copy its arguments, how to call it, what its proxy returns.</summary>
internal abstract class GrainMethod
{
    private readonly bool[] _copied;
    private readonly int _token = -1;
    private readonly Func<object, object?[], Task> _invoke;

    protected GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        AlwaysInterleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute), true);
        IsOneWay = method.IsDefined(typeof(OneWayAttribute), true);
        ReturnsImmutable = method.ReturnParameter.IsDefined(typeof(ImmutableAttribute), false);
        var parameters = method.GetParameters();
        _copied = new bool[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            _copied[i] = !parameters[i].IsDefined(typeof(ImmutableAttribute), false) && !DeepCopy.IsShareable(parameters[i].ParameterType);
            _token = parameters[i].ParameterType == typeof(CancellationToken) ? i : _token;
        }

        _invoke = Compile(method);
    }

    public string Name { get; }

    public bool AlwaysInterleaves { get; }

    public bool IsOneWay { get; }

    public bool ReturnsImmutable { get; }

    /// <exception cref="NotSupportedException">The method returns something else than a task.</exception>
    public static GrainMethod Create(MethodInfo method)
    {
        var type = method.ReturnType;
        var isTask = type == typeof(Task) || type == typeof(ValueTask) || type == typeof(void);
        var result = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : isTask ? typeof(object) : throw new NotSupportedException(
                $"{method.DeclaringType}.{method.Name} returns {type}; grain methods return Task, Task<T>, ValueTask or ValueTask<T>.");
        if (method.IsGenericMethod)
        {
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} is generic; this runtime has no generic grain methods.");
        }

        return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(result), method)!;
    }

    /// <summary>Calls the method on an instance; runs on the activation's scheduler.</summary>
    public Task Invoke(object grain, object?[] arguments) => _invoke(grain, arguments);

    /// <summary>Sends the call and returns what the interface method promises.</summary>
    public abstract object Send(Catalog catalog, GrainId grainId, object?[] arguments);

    protected void Post(Catalog catalog, GrainCall call, object?[] arguments)
    {
        for (var i = 0; i < _copied.Length; i++)
        {
            if (_copied[i])
            {
                arguments[i] = DeepCopy.Of(arguments[i]);
            }
        }

        if (_token >= 0)
        {
            call.Observe(_token);
        }

        if (!IsOneWay)
        {
            catalog.Pending.Add(call);
        }

        catalog.Dispatch(call.GrainId, call);
    }

    private static Func<object, object?[], Task> Compile(MethodInfo method)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        call = method.ReturnType switch
        {
            { } type when type == typeof(void) => Expression.Block(call, Expression.Constant(Task.CompletedTask)),
            { IsValueType: true } type => Expression.Call(call, type.GetMethod(nameof(ValueTask.AsTask))!),
            _ => call,
        };
        return Expression.Lambda<Func<object, object?[], Task>>(Expression.Convert(call, typeof(Task)), grain, arguments).Compile();
    }
}

/// <summary>A method by the type of its answer.</summary>
internal sealed class GrainMethod<TResult>(MethodInfo method) : GrainMethod(method)
{
    private readonly Func<Task<TResult>, object> _shape =
        method.ReturnType == typeof(ValueTask) ? static task => new ValueTask(task)
        : method.ReturnType == typeof(ValueTask<TResult>) ? static task => new ValueTask<TResult>(task)
        : static task => task;

    public override object Send(Catalog catalog, GrainId grainId, object?[] arguments)
    {
        var call = new GrainCall<TResult>(grainId, this, arguments);
        Post(catalog, call, arguments);
        return _shape(IsOneWay ? Task.FromResult<TResult>(default!) : call.Result);
    }
}
