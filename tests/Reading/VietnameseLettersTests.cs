using Platform.Reading.Text;

namespace Platform.Reading.Tests;

public sealed class VietnameseLettersTests
{
    // All letters that decompose, and their decompositions (Unicode Character Database, NFD).
    private const string Whole =
        "àÀáÁảẢãÃạẠăĂằẰắẮẳẲẵẴặẶâÂầẦấẤẩẨẫẪậẬèÈéÉẻẺẽẼẹẸêÊềỀếẾểỂễỄệỆìÌíÍỉỈĩĨịỊòÒóÓỏỎõÕọỌôÔồỒốỐổỔỗỖộỘơƠờỜớỚởỞỡỠợỢùÙúÚủỦũŨụỤưƯừỪứỨửỬữỮựỰỳỲýÝỷỶỹỸỵỴ";

    private static readonly string[] Decomposed = (
        "a\u0300 A\u0300 a\u0301 A\u0301 a\u0309 A\u0309 a\u0303 A\u0303 "
        + "a\u0323 A\u0323 a\u0306 A\u0306 a\u0306\u0300 A\u0306\u0300 a\u0306\u0301 A\u0306\u0301 "
        + "a\u0306\u0309 A\u0306\u0309 a\u0306\u0303 A\u0306\u0303 a\u0323\u0306 A\u0323\u0306 a\u0302 A\u0302 "
        + "a\u0302\u0300 A\u0302\u0300 a\u0302\u0301 A\u0302\u0301 a\u0302\u0309 A\u0302\u0309 a\u0302\u0303 A\u0302\u0303 "
        + "a\u0323\u0302 A\u0323\u0302 e\u0300 E\u0300 e\u0301 E\u0301 e\u0309 E\u0309 "
        + "e\u0303 E\u0303 e\u0323 E\u0323 e\u0302 E\u0302 e\u0302\u0300 E\u0302\u0300 "
        + "e\u0302\u0301 E\u0302\u0301 e\u0302\u0309 E\u0302\u0309 e\u0302\u0303 E\u0302\u0303 e\u0323\u0302 E\u0323\u0302 "
        + "i\u0300 I\u0300 i\u0301 I\u0301 i\u0309 I\u0309 i\u0303 I\u0303 "
        + "i\u0323 I\u0323 o\u0300 O\u0300 o\u0301 O\u0301 o\u0309 O\u0309 "
        + "o\u0303 O\u0303 o\u0323 O\u0323 o\u0302 O\u0302 o\u0302\u0300 O\u0302\u0300 "
        + "o\u0302\u0301 O\u0302\u0301 o\u0302\u0309 O\u0302\u0309 o\u0302\u0303 O\u0302\u0303 o\u0323\u0302 O\u0323\u0302 "
        + "o\u031B O\u031B o\u031B\u0300 O\u031B\u0300 o\u031B\u0301 O\u031B\u0301 o\u031B\u0309 O\u031B\u0309 "
        + "o\u031B\u0303 O\u031B\u0303 o\u031B\u0323 O\u031B\u0323 u\u0300 U\u0300 u\u0301 U\u0301 "
        + "u\u0309 U\u0309 u\u0303 U\u0303 u\u0323 U\u0323 u\u031B U\u031B "
        + "u\u031B\u0300 U\u031B\u0300 u\u031B\u0301 U\u031B\u0301 u\u031B\u0309 U\u031B\u0309 u\u031B\u0303 U\u031B\u0303 "
        + "u\u031B\u0323 U\u031B\u0323 y\u0300 Y\u0300 y\u0301 Y\u0301 y\u0309 Y\u0309 "
        + "y\u0303 Y\u0303 y\u0323 Y\u0323").Split(' ');

    [Fact]
    public void Compose_OfEveryDecomposedLetter_GivesTheLetter()
    {
        Assert.Equal((132, 132), (Whole.Length, Decomposed.Length));
        Assert.Equal(Whole, VietnameseLetters.Compose(string.Concat(Decomposed)));
    }

    [Fact]
    public void Compose_OfHalfComposedLetters_GivesTheLetter() =>
        Assert.Equal("ệ ộ ợ ự ế", VietnameseLetters.Compose("\u1EB9\u0302 \u1ECD\u0302 \u01A1\u0323 \u1EE5\u031B \u00E9\u0302"));

    [Theory]
    [InlineData("Hòa Bình, số 5/QĐ-UBND")]
    [InlineData("")]
    [InlineData("\u0301a")]
    [InlineData("x\u0301 và q\u0323")]
    public void Compose_OfWhatIsComposed_ChangesNothing(string text) => Assert.Equal(text, VietnameseLetters.Compose(text));

    [Fact]
    public void Compose_OfEth_GivesTheLetterThatLooksTheSame() => Assert.Equal("Đặc khu, đơn vị", VietnameseLetters.Compose("\u00D0\u1EB7c khu, \u00F0\u01A1n v\u1ECB"));

    [Theory]
    [InlineData('\u2161', "ii")]
    [InlineData('\u2173', "iv")]
    [InlineData('\u216B', "xii")]
    [InlineData('I', null)]
    public void Roman_OfANumeralOfOneCharacter_IsItsLetters(char numeral, string? letters) => Assert.Equal(letters, VietnameseLetters.Roman(numeral));

    [Fact]
    public void Plain_OfEveryLetter_HasNoMark() => Assert.All(Whole + "ĐđÐð", c => Assert.True(char.IsAsciiLetterLower(VietnameseLetters.Plain(c)), $"{c}"));
}
