using Berth.Clients.Tests;

namespace Berth.Samples.Tests;

/// <summary>The tarball that <c>eng/dist</c> makes, built once for all tests of this project, and installed once.</summary>
internal static class Distribution
{
    private static readonly Lazy<Task<string>> Built = new(BuildAsync);
    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);

    /// <summary>Gets the path of the tarball. Skips the test if there is no published binary.</summary>
    public static Task<string> TarballAsync()
    {
        Assert.SkipUnless(File.Exists(Environment.GetEnvironmentVariable("BERTH_BINARY")), "BERTH_BINARY does not name the published binary; ./test sets it.");
        return Built.Value;
    }

    /// <summary>Gets the folder into which the tarball was extracted, as a user installs it.</summary>
    public static async Task<string> InstalledAsync()
    {
        await TarballAsync();
        return await Installed.Value;
    }

    private static async Task<string> BuildAsync() =>
        (await ClientProgram.RunAsync(Path.Combine(Checkout.Root, "eng/dist"), ["tarball"], new Dictionary<string, string>())).Succeeded().Trim();

    private static async Task<string> InstallAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "installed"));
        folder.Delete(recursive: true);
        folder.Create();
        (await ClientProgram.RunAsync("tar", ["-xzf", await Built.Value, "-C", folder.FullName, "--strip-components=1"], new Dictionary<string, string>())).Succeeded();
        return folder.FullName;
    }
}
