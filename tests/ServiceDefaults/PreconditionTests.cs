using Microsoft.AspNetCore.Http;
using Platform.ServiceDefaults.Preconditions;

namespace Platform.ServiceDefaults.Tests;

public sealed class PreconditionTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("*", true)]
    [InlineData("\"3\"", true)]
    [InlineData("\"3-9f2c\"", true)]
    [InlineData("\"1\", \"3\"", true)]
    [InlineData("\"1\",\"2\"", false)]
    [InlineData("\"31\"", false)]
    [InlineData("\"other\"", false)]
    [InlineData("W/\"3\"", false)]
    public void IfMatch_HoldsForTheVersionThatWasSeen(string? header, bool holds) => Assert.Equal(holds, Of(header).Holds(3));

    [Fact]
    public void IfMatch_OfAnything_DoesNotHoldForWhatIsNotThere()
    {
        Assert.False(Of("*").Holds(0));
        Assert.True(Of(null).Holds(0));
    }

    [Fact]
    public void IfMatch_InSeveralHeaders_IsOneList()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.IfMatch = new(["\"1\"", "\"3\""]);
        Assert.True(Precondition.Of(http).Holds(3));
        Assert.False(Precondition.Of(http).Holds(2));
    }

    [Fact]
    public void Version_InTheBody_HoldsBesideTheHeader()
    {
        Assert.False(Of("\"3\"").And(2).Holds(3));
        Assert.False(Of("\"3\"").And(2).Holds(2));
        Assert.True(Of("\"2\"").And(2).Holds(2));
        Assert.True(Of("\"2\"").And(null).Holds(2));
        Assert.Equal("3, other", Of("\"3\", \"other\"").ToString());
    }

    private static Precondition Of(string? header)
    {
        var http = new DefaultHttpContext();
        if (header is not null)
            http.Request.Headers.IfMatch = header;
        return Precondition.Of(http);
    }
}
