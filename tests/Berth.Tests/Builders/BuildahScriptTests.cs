using System.Diagnostics;
using Berth.Builders;
using Berth.Names;

namespace Berth.Tests.Builders;

public sealed class BuildahScriptTests
{
    [Fact]
    public void For_AnyImage_IsAScriptThatAShellTakes()
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-ec", Script("ghcr.io") + "\ncommand -v berth_cache_import berth_build berth_push berth_cache_export; echo \"$BERTH_IMAGE\""]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        Assert.EndsWith("ghcr.io/web/app:v1\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:5000", true)]
    [InlineData("ghcr.io", false)]
    public void For_Registry_SpeaksPlainHttpOnTheLoopbackAlone(string registry, bool isPlain) =>
        Assert.Equal(isPlain, Script(registry).Contains("--tls-verify=false", StringComparison.Ordinal));

    private static string Script(string registry) =>
        BuildahScript.For(ImageReference.Parse($"{registry}/web/app:v1"), new BuildCache(ImageReference.Parse($"{registry}/web/app:cache")));
}
