using Berth.Names;
using CsCheck;

namespace Berth.Tests.Names;

public sealed class AccountIdTests
{
    [Theory]
    [InlineData("123456789012")]
    [InlineData("000000000000")]
    [InlineData("999999999999")]
    public void TryParse_TwelveDigits_Accepts(string text) => ValueAssert.Accepts<AccountId>(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("12345678901a")]
    [InlineData("123456789012\n")]
    [InlineData(" 23456789012")]
    [InlineData("١٢٣٤٥٦٧٨٩٠١٢")]
    public void TryParse_AnythingElse_Refuses(string? text) => ValueAssert.Refuses<AccountId>(text);

    [Fact]
    public void Parse_Refused_ThrowsWithTextAndReason()
    {
        var exception = Assert.Throws<FormatException>(() => AccountId.Parse("12"));
        Assert.Contains("'12'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("12 digits", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_AnyNumberOfTwelveDigits_RoundTrips() =>
        Gen.Long[0, 999_999_999_999].Sample(number => ValueAssert.Accepts<AccountId>(number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<AccountId>("0123456789a", 13);
}
