namespace Grpc.Core;

/// <summary>Adds metadata (a token) to a call before it is sent.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that credentials are wanted for.</summary>
public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
{
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    /// <summary>Absolute URL of the service, as in <c>https://host/plans.v1.Plans</c>.</summary>
    public string ServiceUrl { get; } = serviceUrl;

    public string MethodName { get; } = methodName;

    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>Credentials of a call.</summary>
public abstract class CallCredentials
{
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new InterceptorCredentials([interceptor]);
    }

    /// <summary>All of them, in order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return new InterceptorCredentials([.. credentials.SelectMany(c => ((InterceptorCredentials)c).Interceptors)]);
    }

    internal sealed class InterceptorCredentials(IReadOnlyList<AsyncAuthInterceptor> interceptors) : CallCredentials
    {
        public IReadOnlyList<AsyncAuthInterceptor> Interceptors { get; } = interceptors;
    }
}

/// <summary>Credentials of a channel: none (h2c), or TLS, each with or without call credentials.</summary>
public abstract class ChannelCredentials
{
    public static ChannelCredentials Insecure { get; } = new Kind(false, null);

    public static ChannelCredentials SecureSsl { get; } = new Kind(true, null);

    internal abstract bool Secure { get; }

    internal abstract CallCredentials? CallCredentials { get; }

    /// <exception cref="ArgumentException">The channel credentials are insecure.</exception>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        return channelCredentials.Secure
            ? new Kind(true, callCredentials)
            : throw new ArgumentException("CallCredentials must be used with secure channel credentials; for http addresses give them per call or by AddCallCredentials, with UnsafeUseInsecureChannelCallCredentials.", nameof(channelCredentials));
    }

    private sealed class Kind(bool secure, CallCredentials? callCredentials) : ChannelCredentials
    {
        internal override bool Secure => secure;

        internal override CallCredentials? CallCredentials => callCredentials;
    }
}
