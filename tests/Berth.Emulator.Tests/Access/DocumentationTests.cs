using System.Text.RegularExpressions;
using Berth.Emulator.Access;
using Berth.Names;

namespace Berth.Emulator.Tests.Access;

public sealed partial class DocumentationTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task Sample_OfThePage_IsLoadedByAnEmulator()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var page = await File.ReadAllTextAsync(CheckoutFile("docs/identities.md"), cancellationToken);
        await File.WriteAllTextAsync(path, JsonBlock().Match(page).Groups["json"].Value, cancellationToken);

        await using var emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = await IdentityDirectory.LoadAsync(path, cancellationToken) },
            cancellationToken);

        var directory = await IdentityDirectory.LoadAsync(path, cancellationToken);
        Assert.True(directory.TryFindKey("AKIAPLATFORM00000001", out _, out _));
        Assert.NotNull(directory.FindRole(Arn.Parse("arn:aws:iam::210987654321:role/berth/push")));
        Assert.Equal("127.0.0.1", emulator.Endpoint.Host);
    }

    /// <summary>A file of the checkout that this test was built from.</summary>
    internal static string CheckoutFile(string relativePath)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Berth.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, relativePath);
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
