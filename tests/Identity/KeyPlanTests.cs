using Platform.Identity.Keys;

namespace Platform.Identity.Tests;

public sealed class KeyPlanTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly KeyPlan Plan = new(TimeSpan.FromDays(90), TimeSpan.FromHours(24));

    [Fact]
    public void Next_TheFirstKey_SignsAtOnce() => Assert.Equal(Start, Plan.Next([], Start));

    [Fact]
    public void Next_IsMadeADayBeforeItSigns_AndOnlyOnce()
    {
        List<KeyTimes> keys = [new(1, Start)];
        Assert.Null(Plan.Next(keys, Start.AddDays(89).AddSeconds(-1)));
        Assert.Equal(Start.AddDays(90), Plan.Next(keys, Start.AddDays(89)));
        keys.Add(new(2, Start.AddDays(90)));
        Assert.Null(Plan.Next(keys, Start.AddDays(89)));
        Assert.Null(Plan.Next(keys, Start.AddDays(91)));
    }

    [Fact]
    public void Next_AfterALongStandstill_IsStillPublishedADayAhead() =>
        Assert.Equal(Start.AddDays(301), Plan.Next([new(1, Start)], Start.AddDays(300)));

    [Fact]
    public void Signing_ChangesAtTheInstantTold()
    {
        KeyTimes[] keys = [new(1, Start), new(2, Start.AddDays(90))];
        Assert.Equal(1, KeyPlan.Signing(keys, Start.AddDays(90).AddTicks(-1)).Generation);
        Assert.Equal(2, KeyPlan.Signing(keys, Start.AddDays(90)).Generation);
        // A clock that lags behind the one that made the first key.
        Assert.Equal(1, KeyPlan.Signing(keys, Start.AddSeconds(-1)).Generation);
    }

    [Fact]
    public void Over_IsAKeyWhoseLastTokenHasRunOut()
    {
        KeyTimes[] keys = [new(1, Start), new(2, Start.AddDays(90)), new(3, Start.AddDays(180))];
        Assert.Empty(KeyPlan.Over(keys, Start.AddDays(90) + KeyPlan.KeepAfter - TimeSpan.FromTicks(1)));
        Assert.Equal([1], KeyPlan.Over(keys, Start.AddDays(90) + KeyPlan.KeepAfter));
        Assert.True(KeyPlan.KeepAfter > Tokens.TokenIssuer.AccessLifetime);
    }

    [Fact]
    public void Rotation_DayByDayForTwoYears_AlwaysHasTheSigningKeyPublishedADayAndTheOldOneAnHour()
    {
        List<KeyTimes> keys = [];
        Dictionary<int, DateTimeOffset> published = [];
        for (var now = Start; now < Start.AddDays(730); now = now.AddHours(1))
        {
            if (Plan.Next(keys, now) is { } from)
                keys.Add(new(keys.Count == 0 ? 1 : keys[^1].Generation + 1, from));
            keys.RemoveAll(k => KeyPlan.Over(keys, now).Contains(k.Generation));
            foreach (var key in keys)
                published.TryAdd(key.Generation, now);
            var signing = KeyPlan.Signing(keys, now);
            Assert.True(signing.SignsFrom <= now && now < signing.SignsFrom + Plan.RotateEvery + TimeSpan.FromHours(1), $"At {now:O} signs {signing}");
            Assert.True(signing.Generation == 1 || published[signing.Generation] <= signing.SignsFrom - Plan.PublishAhead, $"{signing} was published too late");
            Assert.InRange(keys.Count, 1, 2);
        }
        Assert.Equal(9, keys[^1].Generation);
    }
}
