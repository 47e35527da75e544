using Platform.Reading.Text;

namespace Platform.Reading.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("Rà soát, đơn giản hóa TTHC (Quý Ⅱ/2025)", "", "ra soat don gian hoa tthc quy ii 2025")]
    [InlineData("  Đường Hoà\u0000 BÌNH ", "", "duong hoa binh")]
    [InlineData("đạt 95 %", "%", "dat 95 %")]
    [InlineData("a \ud83d b", "", "a b")]
    [InlineData("", "", "")]
    public void Folded_AreWordsWithoutDiacritics(string text, string kept, string folded) => Assert.Equal(folded, FoldedWords.Of(text, kept));

    [Theory]
    [InlineData("ba từ", 5, "ba từ")]
    [InlineData("bốn từ", 5, "bốn …")]
    [InlineData("abc\ud83d\ude00d", 5, "abc…")]
    public void Shortened_HoldsNoMoreThanFits_AndNoHalfOfACharacter(string text, int longest, string shortened) =>
        Assert.Equal(shortened, text.Shortened(longest));
}
