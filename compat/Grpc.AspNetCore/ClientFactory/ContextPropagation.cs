using Grpc.AspNetCore.ClientFactory;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.ClientFactory
{
    /// <summary>What a call made within a served call takes over from it.</summary>
    public class GrpcContextPropagationOptions
    {
        public bool PropagateCancellation { get; set; } = true;

        public bool PropagateDeadline { get; set; } = true;

        /// <summary>False: a call outside a served gRPC call throws <see cref="InvalidOperationException"/>.</summary>
        public bool SuppressContextNotFoundErrors { get; set; }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Takes deadline and cancellation over from the call that is being served.</summary>
    public static class GrpcServerHttpClientBuilderExtensions
    {
        public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder) => builder.EnableCallContextPropagation(_ => { });

        public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder, Action<GrpcContextPropagationOptions> configureOptions)
        {
            ArgumentNullException.ThrowIfNull(builder);
            var propagation = new GrpcContextPropagationOptions();
            configureOptions(propagation);
            builder.Services.AddHttpContextAccessor();
            builder.Services.AddSingleton<IConfigureOptions<GrpcClientFactoryOptions>>(services => new ConfigureNamedOptions<GrpcClientFactoryOptions>(
                builder.Name,
                options => options.CallOptionsActions.Add(context => Propagate(context, services.GetRequiredService<IHttpContextAccessor>(), propagation))));
            return builder;
        }

        private static void Propagate(CallOptionsContext call, IHttpContextAccessor accessor, GrpcContextPropagationOptions propagation)
        {
            if (accessor.HttpContext?.Items[typeof(ServerCallContext)] is not ServerCallContext served)
            {
                if (!propagation.SuppressContextNotFoundErrors)
                {
                    throw new InvalidOperationException("Unable to propagate server context values to the call. Can't find the gRPC ServerCallContext on the current HttpContext.");
                }

                return;
            }

            var options = call.CallOptions;
            if (propagation.PropagateDeadline && served.Deadline < (options.Deadline ?? DateTime.MaxValue))
            {
                options = options.WithDeadline(served.Deadline);
            }

            if (propagation.PropagateCancellation && served.CancellationToken.CanBeCanceled)
            {
                // Linked only when the caller has a token of its own: the link would outlive the call otherwise.
                options = options.WithCancellationToken(options.CancellationToken.CanBeCanceled
                    ? CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, served.CancellationToken).Token
                    : served.CancellationToken);
            }

            call.CallOptions = options;
        }
    }
}
