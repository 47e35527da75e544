using System.Globalization;
using System.Security.Claims;
using Grpc.Core;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class RevokedTokensTests
{
    private static readonly DateTimeOffset Start = new(2025, 9, 15, 8, 0, 0, TimeSpan.Zero);
    private readonly ManualTime _time = new(Start);
    private readonly Source _source = new();
    private readonly RevokedTokens _revoked;

    public RevokedTokensTests() => _revoked = new(_source, _time);

    private static TokenMark Token(string subject = "a", long version = 0, string? session = null) => new(subject, version, session, Start.AddMinutes(15));

    private static ClaimsPrincipal Caller(string subject, long version = 0, double minutes = 15) => new(new ClaimsIdentity(
    [
        new(Claims.Subject, subject), new(Claims.Version, version.ToString(CultureInfo.InvariantCulture)),
        new(Claims.ExpiresAt, Start.AddMinutes(minutes).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ]));

    private async Task<TokenStanding> StandingAsync(TokenMark token) => await _revoked.StandingAsync(token);

    [Fact]
    public async Task Standing_IsByHolderAndVersionOrBySession()
    {
        _source.List = new("1", [new("a", 2), new($"{TokenMark.SessionPrefix}s1", long.MaxValue)]);
        Assert.Equal(TokenStanding.Void, await StandingAsync(Token(version: 1)));
        Assert.Equal(TokenStanding.Good, await StandingAsync(Token(version: 2)));
        Assert.Equal(TokenStanding.Good, await StandingAsync(Token("b")));
        Assert.Equal(TokenStanding.Void, await StandingAsync(Token("b", session: "s1")));
        Assert.Equal(TokenStanding.Good, await StandingAsync(Token("b", session: "s2")));
        // Asked once, at the first call; from then on the poll asks.
        Assert.Equal(1, _source.Asked);
    }

    [Fact]
    public async Task Standing_WhileIdentityIsSilent_CountsByTheOldListForTheGrace()
    {
        _source.List = new("1", [new("a", 1)]);
        Assert.True(await _revoked.RefreshAsync());
        _source.List = null;
        _time.Advance(RevokedTokens.Grace);
        Assert.False(await _revoked.RefreshAsync());
        Assert.Equal((TokenStanding.Void, TokenStanding.Good), (await StandingAsync(Token()), await StandingAsync(Token("b"))));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((TokenStanding.Unknown, TokenStanding.Unknown), (await StandingAsync(Token()), await StandingAsync(Token("b"))));
        _source.List = new("2", []);
        Assert.Equal(TokenStanding.Good, await StandingAsync(Token()));
    }

    [Fact]
    public async Task Standing_WithoutAnyList_LetsNobodyIn()
    {
        Assert.Equal(TokenStanding.Unknown, await StandingAsync(Token()));
        _source.List = new("1", []);
        Assert.Equal(TokenStanding.Good, await StandingAsync(Token()));
    }

    [Fact]
    public async Task Refresh_AnsweredWithTheKnownList_KeepsItAndStaysFresh()
    {
        _source.List = new("1", [new("a", 1)]);
        await _revoked.RefreshAsync();
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.True(await _revoked.RefreshAsync());
        }
        Assert.Equal("1", _source.LastKnown);
        Assert.Equal(TokenStanding.Void, await StandingAsync(Token()));
    }

    [Fact]
    public async Task Watch_EndsWithItsTokenAndNoOther()
    {
        _source.List = new("1", []);
        await _revoked.RefreshAsync();
        using var closed = _revoked.Watch(Caller("a"));
        using var later = _revoked.Watch(Caller("a", 1));
        using var other = _revoked.Watch(Caller("b"));
        using var expired = _revoked.Watch(Caller("b", minutes: 0));
        Assert.True(expired.Ended.IsCancellationRequested);

        _source.List = new("2", [new("a", 1)]);
        await _revoked.RefreshAsync();
        Assert.Equal((true, false, false), (closed.Ended.IsCancellationRequested, later.Ended.IsCancellationRequested, other.Ended.IsCancellationRequested));
        using var again = _revoked.Watch(Caller("a"));
        Assert.True(again.Ended.IsCancellationRequested);

        _source.List = null;
        _time.Advance(RevokedTokens.Grace + TimeSpan.FromSeconds(1));
        await _revoked.RefreshAsync();
        Assert.True(other.Ended.IsCancellationRequested);
    }

    [Fact]
    public void Poll_TellsWithinFiveSeconds_ALostAnswerIncluded() =>
        Assert.True((2 * RevocationPoll.Interval) < TimeSpan.FromSeconds(5));

    /// <summary>Identity; without a list it does not answer.</summary>
    private sealed class Source : IRevocationSource
    {
        public RevocationList? List { get; set; }

        public int Asked { get; private set; }

        public string? LastKnown { get; private set; }

        public Task<RevocationList?> ReadAsync(string known, CancellationToken stop)
        {
            Asked++;
            LastKnown = known;
            var list = List ?? throw new RpcException(new(StatusCode.Unavailable, "down"));
            return Task.FromResult(list.Version == known ? null : list);
        }
    }
}
