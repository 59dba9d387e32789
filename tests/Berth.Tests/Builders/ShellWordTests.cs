using System.Diagnostics;
using Berth.Builders;
using CsCheck;

namespace Berth.Tests.Builders;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("plain-1.0_x:/=@,", "plain-1.0_x:/=@,")]
    [InlineData("", "''")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$(rm -rf ~)", "'$(rm -rf ~)'")]
    [InlineData("a;b", "'a;b'")]
    [InlineData("~", "'~'")]
    [InlineData("line\nbreak", "'line\nbreak'")]
    public void Quote_Text_IsOneSafeWord(string text, string expected) => Assert.Equal(expected, ShellWord.Quote(text));

    [Fact]
    public void Quote_Nul_Throws() => Assert.Throws<ArgumentException>(() => ShellWord.Quote("a\0b"));

    [Fact]
    public void Join_AnyTexts_AreReadBackByARealShell()
    {
        string[] texts = [.. Gen.String[Gen.Char["ab '\"$`\\;&|<>(){}*?~#\n\té"], 0, 12].Array[60, 60].Single()];
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf '%s\\0' {ShellWord.Join(texts)}"]) { RedirectStandardOutput = true })!;
        var read = shell.StandardOutput.ReadToEnd().Split('\0')[..^1];
        shell.WaitForExit();
        Assert.Equal(texts, read);
    }
}
