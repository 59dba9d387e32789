using System.Diagnostics;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Configuration;
using Berth.Oci.Tests.Registries;
using Berth.Tests.Verification;

namespace Berth.Oci.Tests.Configuration;

/// <summary>A real client reads what Berth wrote, and Berth what the client wrote.</summary>
public sealed class SkopeoTests(RegistryFleet fleet) : IClassFixture<RegistryFleet>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-skopeo-");

    private string AuthFile => Path.Combine(folder.FullName, "auth.json");

    [Theory]
    [InlineData(RegistryFleet.DockerBasicKind)]
    [InlineData(RegistryFleet.DockerBearerKind)]
    public async Task Login_ThatBerthWrote_OpensTheRegistryToSkopeo(string kind)
    {
        var registry = await fleet.GetAsync(kind);
        var repository = RepositoryName.Parse($"team/app-{Guid.NewGuid():n}");
        await registry.PushAsync(repository, Forge.Image(), "1.0");
        await new DockerConfigFile(AuthFile).SetLoginAsync(
            registry.Host, DockerRegistry.User, new Secret(DockerRegistry.Password), TestContext.Current.CancellationToken);

        var (exitCode, said) = await SkopeoAsync("inspect", "--raw", "--tls-verify=false", "--authfile", AuthFile, $"docker://{registry.Host}/{repository}:1.0");

        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task Login_ThatSkopeoWrote_IsFound()
    {
        var registry = await fleet.GetAsync(RegistryFleet.DockerBasicKind);
        var (exitCode, said) = await SkopeoAsync(
            "login", "--tls-verify=false", "--authfile", AuthFile, "-u", DockerRegistry.User, "-p", DockerRegistry.Password, registry.Host.ToString());
        Assert.True(exitCode == 0, said);

        var credential = await new DockerCredentials([AuthFile]).FindAsync(registry.Host, null, TestContext.Current.CancellationToken);

        Assert.Equal((DockerRegistry.User, DockerRegistry.Password), (credential?.UserName, credential?.Password?.Reveal()));
    }

    [Fact]
    public async Task Login_OfSkopeosThatBerthTookOut_IsGoneForSkopeo()
    {
        var registry = await fleet.GetAsync(RegistryFleet.DockerBasicKind);
        await SkopeoAsync("login", "--tls-verify=false", "--authfile", AuthFile, "-u", DockerRegistry.User, "-p", DockerRegistry.Password, registry.Host.ToString());

        await new DockerConfigFile(AuthFile).RemoveLoginAsync(registry.Host, TestContext.Current.CancellationToken);

        var (exitCode, _) = await SkopeoAsync("login", "--get-login", "--authfile", AuthFile, registry.Host.ToString());
        Assert.NotEqual(0, exitCode);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<(int ExitCode, string Said)> SkopeoAsync(params string[] arguments)
    {
        const string program = "/usr/bin/skopeo";
        if (!File.Exists(program))
        {
            Assert.False(
                Environment.GetEnvironmentVariable("CI") == "true",
                "skopeo is not installed, and CI must have it: eng/install-clients installs Debian's package skopeo.");
            Assert.Skip("skopeo is not installed here (Debian's package skopeo).");
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
