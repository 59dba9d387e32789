namespace Berth.Cli.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Checkout
{
    public static string PathOf(string path)
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Berth.slnx")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
        }

        return Path.Combine(directory, path);
    }
}
