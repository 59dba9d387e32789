using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Tests.Registries;

/// <summary>Debian's <c>docker-registry</c> as a separate process, on a free port and with its own folder.</summary>
internal sealed partial class DockerRegistry : TestRegistry
{
    public const string User = "tester";
    public const string Password = "pass:word";

    // bcrypt of the password above; the registry takes no other hash.
    private const string HtpasswdLine = "tester:$2y$05$abcdefghijklmnopqrstuuDIEddBSuRWBBEY6g5zv60IAP5bSSfki";

    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly TokenServer? tokens;
    private readonly bool isBasic;

    private DockerRegistry(DirectoryInfo folder, Process process, RegistryHost host, TokenServer? tokens, bool isBasic)
    {
        this.folder = folder;
        this.process = process;
        this.tokens = tokens;
        this.isBasic = isBasic;
        Host = host;
    }

    public override RegistryHost Host { get; }

    public override DockerLogin? Credential => isBasic || tokens is not null ? DockerLogin.Create(User, new Secret(Password)) : null;

    public static async Task<DockerRegistry> StartAsync(bool isBasic = false, bool isBearer = false)
    {
        const string program = "/usr/bin/docker-registry";
        if (!File.Exists(program))
        {
            Assert.False(
                Environment.GetEnvironmentVariable("CI") == "true",
                "docker-registry is not installed, and CI must have it: eng/install-clients installs Debian's package docker-registry.");
            Assert.Skip("docker-registry is not installed here (Debian's package docker-registry).");
        }

        var folder = Directory.CreateTempSubdirectory("berth-registry-");
        var tokens = isBearer ? await TokenServer.StartAsync(folder) : null;
        var config = Path.Combine(folder.FullName, "config.yml");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "htpasswd"), HtpasswdLine + "\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(config, ConfigurationOf(folder, isBasic, tokens), TestContext.Current.CancellationToken);
        // The log goes to a file: a pipe that is not read to its end would block the registry.
        var log = Path.Combine(folder.FullName, "log");
        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" serve \"$1\" >\"$2\" 2>&1", program, config, log]))!;
        return new DockerRegistry(folder, process, await ListeningAsync(process, log), tokens, isBasic);
    }

    public override bool Remove(RepositoryName repository, Digest digest, bool isManifest)
    {
        var place = isManifest ? "_manifests/revisions" : "_layers";
        Directory.Delete(
            Path.Combine(folder.FullName, "data/docker/registry/v2/repositories", repository.ToString(), place, digest.Algorithm, digest.Hex),
            recursive: true);
        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        var log = Path.Combine(folder.FullName, "log");
        var died = process.HasExited ? await File.ReadAllTextAsync(log) : null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        if (tokens is not null)
        {
            await tokens.DisposeAsync();
        }

        folder.Delete(recursive: true);
        await base.DisposeAsync();
        Assert.True(died is null, $"docker-registry ended by itself: {died}");
    }

    protected override Task<AuthenticationHeaderValue?> PushHeaderAsync(RepositoryName repository) => Task.FromResult(
        tokens is not null ? new AuthenticationHeaderValue("Bearer", tokens.Mint(repository.ToString(), ["pull", "push"]))
        : isBasic ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")))
        : null);

    private static string ConfigurationOf(DirectoryInfo folder, bool isBasic, TokenServer? tokens)
    {
        var authentication = tokens is not null
            ? $"auth: {{token: {{realm: \"{tokens.Realm}\", service: {TokenServer.Service}, issuer: {TokenServer.Issuer}, rootcertbundle: {tokens.CertificateFile}}}}}"
            : isBasic
                ? $"auth: {{htpasswd: {{realm: tests, path: {folder.FullName}/htpasswd}}}}"
                : string.Empty;
        return $$$"""
            version: 0.1
            log: {level: info, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: {{{folder.FullName}}}/data}, delete: {enabled: true}}
            http: {addr: "127.0.0.1:0"}
            {{{authentication}}}
            """;
    }

    /// <summary>Port 0 lets the system choose; the registry's log says which port it became.</summary>
    private static async Task<RegistryHost> ListeningAsync(Process process, string log)
    {
        while (true)
        {
            var said = File.Exists(log) ? await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken) : string.Empty;
            if (Listening().Match(said) is { Success: true } match)
            {
                return RegistryHost.Parse(match.Groups[1].Value);
            }

            Assert.False(process.HasExited, $"docker-registry did not start: {said}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("listening on (127\\.0\\.0\\.1:[0-9]+)\"")]
    private static partial Regex Listening();
}
