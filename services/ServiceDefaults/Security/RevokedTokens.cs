using System.Collections.Concurrent;
using System.Security.Claims;

namespace Platform.ServiceDefaults.Security;

/// <summary>What is known of a token whose signature and times are right.</summary>
public enum TokenStanding
{
    Good,
    Void,

    /// <summary>Identity has not answered for longer than <see cref="RevokedTokens.Grace"/>: nobody can say.</summary>
    Unknown,
}

/// <summary>
/// The revocations as this process knows them, by <see cref="RevocationPoll"/>, and the long answers that end with their caller's
/// token. While Identity does not answer the list at hand counts on for <see cref="Grace"/>; without any list nobody is let in.
/// </summary>
public sealed class RevokedTokens(IRevocationSource source, TimeProvider time)
{
    /// <summary>Long enough for Identity to be restarted at the busiest hour, short against the 15 minutes of a token.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<TokenWatch, TokenMark> _watches = new();
    private readonly Lock _lock = new();
    private volatile Confirmed? _confirmed;
    private Task<bool>? _reading;

    private sealed record Confirmed(RevocationList List, DateTimeOffset At);

    /// <summary>A look into a dictionary, except at the start and after a long silence of Identity's, when it is asked first.</summary>
    public ValueTask<TokenStanding> StandingAsync(TokenMark token) =>
        Standing(token) is var standing and not TokenStanding.Unknown ? new(standing) : AskAsync(token);

    /// <summary>Reads the list; those who come while it is being read wait for the same answer.</summary>
    /// <returns>False when Identity did not answer.</returns>
    public Task<bool> RefreshAsync()
    {
        lock (_lock)
        {
            return _reading is { IsCompleted: false } reading ? reading : _reading = Task.Run(ReadAsync);
        }
    }

    /// <summary>What is cancelled as soon as the caller's token is void, has run out, or can be vouched for no longer.</summary>
    public TokenWatch Watch(ClaimsPrincipal caller)
    {
        var token = TokenMark.Of(caller);
        var left = token.ExpiresAt - time.GetUtcNow();
        var watch = new TokenWatch(new(left > TimeSpan.Zero ? left : TimeSpan.Zero, time), w => _watches.TryRemove(w, out _));
        _watches[watch] = token;
        // The list may have changed since the caller was let in.
        if (Standing(token) != TokenStanding.Good)
            watch.End();
        return watch;
    }

    private TokenStanding Standing(TokenMark token)
    {
        if (_confirmed is not { } confirmed || time.GetUtcNow() - confirmed.At > Grace)
            return TokenStanding.Unknown;
        return confirmed.List.Voids(token) ? TokenStanding.Void : TokenStanding.Good;
    }

    private async ValueTask<TokenStanding> AskAsync(TokenMark token)
    {
        await RefreshAsync();
        return Standing(token);
    }

    private async Task<bool> ReadAsync()
    {
        var before = _confirmed;
        var answered = false;
        try
        {
            var asked = time.GetUtcNow();
            var list = await source.ReadAsync(before?.List.Version ?? "", CancellationToken.None) ?? before!.List;
            _confirmed = new(list, asked);
            answered = true;
        }
        catch (Exception error) when (error is Grpc.Core.RpcException or System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            // The list at hand counts on; the poll says that Identity does not answer.
        }
        foreach (var (watch, token) in _watches)
        {
            if (Standing(token) != TokenStanding.Good)
                watch.End();
        }
        return answered;
    }
}

/// <summary>Ends a long answer with its caller's token.</summary>
public sealed class TokenWatch(CancellationTokenSource source, Action<TokenWatch> forget) : IDisposable
{
    public CancellationToken Ended { get; } = source.Token;

    public void Dispose()
    {
        forget(this);
        source.Dispose();
    }

    internal void End()
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The answer ended by itself at this moment.
        }
    }
}
