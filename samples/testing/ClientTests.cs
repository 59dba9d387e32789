using System.ComponentModel;
using System.Diagnostics;
using Berth.Testing;

namespace Testing;

/// <summary>A client that is not a .NET library uses the same registry.</summary>
public sealed class ClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Skopeo_WithTheDockerLogin_SeesTheImage()
    {
        await using var registry = await TestRegistry.StartAsync(cancellationToken: Token);
        var repository = await registry.CreateRepositoryAsync("deployments/proj_abc", Token);
        var image = await repository.PushAsync(TestImage.Of("hello"), cancellationToken: Token);

        var directory = Directory.CreateTempSubdirectory("docker-");
        await registry.WriteDockerConfigAsync(directory.FullName, Token);
        var start = new ProcessStartInfo("skopeo", ["inspect", "--tls-verify=false", "--raw", $"docker://{image}"]) { RedirectStandardOutput = true };
        start.Environment["REGISTRY_AUTH_FILE"] = Path.Combine(directory.FullName, "config.json");
        try
        {
            using var skopeo = Process.Start(start)!;
            var manifest = await skopeo.StandardOutput.ReadToEndAsync(Token);
            await skopeo.WaitForExitAsync(Token);
            Assert.Equal(0, skopeo.ExitCode);
            Assert.Contains("application/vnd.oci.image.config.v1+json", manifest, StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            Assert.Skip("skopeo is not installed.");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
