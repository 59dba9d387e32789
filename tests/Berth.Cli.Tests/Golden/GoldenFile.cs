using System.Runtime.CompilerServices;

namespace Berth.Cli.Tests.Golden;

/// <summary>Compares a text with the file that pins it. With BERTH_UPDATE_GOLDEN=1 the file is written instead.</summary>
internal static class GoldenFile
{
    public static void Matches(string name, string actual, [CallerFilePath] string here = "")
    {
        var path = Path.GetFullPath(name, Path.GetDirectoryName(here)!);
        if (Environment.GetEnvironmentVariable("BERTH_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
