using System.Text;
using System.Text.Json;
using Berth.Json;
using CsCheck;

namespace Berth.Tests.Json;

public sealed class ExternalJsonTests
{
    [Theory]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":"\ude00"}""")]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("""{"a":["x",{"b":"\ud83dx"}]}""")]
    [InlineData("""["\ude00\ud83d"]""")]
    [InlineData("""{"a":""")]
    [InlineData("""{"a":1}{"b":2}""")]
    [InlineData("")]
    public void Parse_TextThatIsNotValid_ThrowsJsonException(string json)
    {
        var exception = Assert.ThrowsAny<JsonException>(() => ExternalJson.Parse(json));
        Assert.Equal(0, exception.LineNumber);
        Assert.False(ExternalJson.IsValid(json));
    }

    [Fact]
    public void Parse_BytesThatAreNotUtf8_ThrowsJsonException() =>
        Assert.ThrowsAny<JsonException>(() => ExternalJson.Parse(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }));

    [Fact]
    public void Parse_ALoneSurrogate_NamesItsLineAndByte()
    {
        var exception = Assert.ThrowsAny<JsonException>(() => ExternalJson.Parse("{\n \"a\": 1,\n \"b\": \"\\ud83d\" }"));
        Assert.Equal((2L, 6L), (exception.LineNumber, exception.BytePositionInLine));
    }

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00 ü \n"}""")]
    [InlineData("\uFEFF{}")]
    [InlineData("null")]
    public void Parse_ValidText_GivesTheDocument(string json)
    {
        using var document = ExternalJson.Parse(json);
        Assert.True(document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null);
    }

    /// <summary>Whatever bytes come in: either a <see cref="JsonException"/>, or a document in which every text can be read.</summary>
    [Fact]
    public void Parse_AnyBytes_ThrowsJsonExceptionOrAllTextCanBeRead()
    {
        string[] fragments =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\\", "\\u", "\\udc00", "1e999", "-0", "null", "true", "/*", "*/", "//", "\n", "\u00FF",
        ];
        Gen.Int[0, fragments.Length - 1].Select(index => fragments[index]).Array[0, 24].Select(string.Concat).Sample(
            text =>
            {
                var bytes = Encoding.Latin1.GetBytes(text);
                try
                {
                    using var document = ExternalJson.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
                    ReadAll(document.RootElement);
                }
                catch (JsonException)
                {
                    return;
                }
            },
            seed: "0N0XIzNsQ0O2",
            iter: 20_000,
            threads: 1);
    }

    private static void ReadAll(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            Assert.NotNull(element.GetString());
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                ReadAll(item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                Assert.NotNull(member.Name);
                ReadAll(member.Value);
            }
        }
    }
}
