using Berth.Names;
using CsCheck;

namespace Berth.Tests.Names;

public sealed class RepositoryNameTests
{
    [Theory]
    [InlineData("ab")]
    [InlineData("0a")]
    [InlineData("deployments/proj_abc")]
    [InlineData("a--b")]
    [InlineData("a---b")]
    [InlineData("a__b")]
    [InlineData("a_b.c-d/e")]
    [InlineData("a/b/c/d")]
    [InlineData("123/456")]
    public void TryParse_Name_Accepts(string text) => ValueAssert.Accepts<RepositoryName>(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("Ab")]
    [InlineData("a_")]
    [InlineData("_a")]
    [InlineData("a..b")]
    [InlineData("a___b")]
    [InlineData("a._b")]
    [InlineData("a//b")]
    [InlineData("/ab")]
    [InlineData("ab/")]
    [InlineData("a/-b")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("ab\n")]
    [InlineData("äb")]
    public void TryParse_NoName_Refuses(string? text) => ValueAssert.Refuses<RepositoryName>(text);

    [Theory]
    [InlineData(2, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void TryParse_Length_IsBounded(int length, bool isAccepted) =>
        Assert.Equal(isAccepted, RepositoryName.TryParse(new string('a', length), out _));

    [Fact]
    public void TryParse_WordsAndSeparators_RoundTrip() =>
        Gen.Select(
            Gen.Char["abc019"].Array[1, 6].Select(letters => new string(letters)),
            Gen.Select(Gen.OneOf(Gen.Const("."), Gen.Const("_"), Gen.Const("__"), Gen.Const("-"), Gen.Const("--"), Gen.Const("/")), Gen.Char["xyz789"].Array[1, 6], (separator, letters) => separator + new string(letters)).Array[1, 8])
            .Sample((first, rest) => ValueAssert.Accepts<RepositoryName>(first + string.Concat(rest)));

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<RepositoryName>("ab01._-/A");
}
