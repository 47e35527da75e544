using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Configures the gRPC server further.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}

/// <summary>On every endpoint of a gRPC method: which it is.</summary>
public sealed class GrpcMethodMetadata(Type serviceType, IMethod method)
{
    public Type ServiceType { get; } = serviceType;

    public IMethod Method { get; } = method;
}
