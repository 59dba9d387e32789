namespace Berth.Cli.Tests.Golden;

/// <summary>Compares a text with the file that pins it. With BERTH_UPDATE_GOLDEN=1 the file is written instead.</summary>
internal static class GoldenFile
{
    /// <param name="name">The file, seen from the project's folder.</param>
    /// <param name="actual">The text.</param>
    public static void Matches(string name, string actual)
    {
        var path = Path.GetFullPath(name, Checkout.PathOf("tests/Berth.Cli.Tests"));
        if (Environment.GetEnvironmentVariable("BERTH_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
