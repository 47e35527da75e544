using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Platform.ServiceDefaults.Security;
using Platform.Testing;

namespace Platform.ServiceDefaults.Tests;

public sealed class KnownTokensTests
{
    private static readonly DateTimeOffset Start = new(2025, 9, 15, 8, 0, 0, TimeSpan.Zero);
    private readonly ManualTime _time = new(Start);
    private readonly KnownToken _user = new(new(new ClaimsIdentity("test")), new("u", 0, null, Start));

    private static HttpRequest With(string token) => new DefaultHttpContext { Request = { Headers = { Authorization = $"Bearer {token}" } } }.Request;

    [Fact]
    public void Find_SameToken_WithinAMinute()
    {
        var known = new KnownTokens(_time);
        known.Add(With("a"), _user, Start.UtcDateTime.AddMinutes(15));

        Assert.Same(_user, known.Find(With("a")));
        Assert.Null(known.Find(With("b")));
        Assert.Null(known.Find(new DefaultHttpContext().Request));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(known.Find(With("a")));
    }

    [Fact]
    public void Find_NeverBeyondTheTokensOwnExpiry()
    {
        var known = new KnownTokens(_time);
        known.Add(With("a"), _user, Start.UtcDateTime.AddSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Same(_user, known.Find(With("a")));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(known.Find(With("a")));
    }
}
