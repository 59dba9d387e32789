using System.Text;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Configuration;

namespace Berth.Oci.Tests.Configuration;

/// <summary>What is found in docker's and podman's files, and through helper programs.</summary>
public sealed class DockerCredentialsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-credentials-");

    public static TheoryData<string, string, string?, string?> Entries { get; } = new()
    {
        // registry, repository, file, user found
        { "registry.example", "team/app", """{"auths":{"registry.example":{"auth":"@a"}}}""", "a" },
        { "registry.example", "team/app", """{"auths":{"https://registry.example":{"auth":"@a"}}}""", "a" },
        { "registry.example", "team/app", """{"auths":{"https://registry.example/v2/":{"auth":"@a"}}}""", "a" },
        { "localhost:5000", "team/app", """{"auths":{"localhost:5000":{"auth":"@a"}}}""", "a" },
        { "docker.io", "library/nginx", """{"auths":{"https://index.docker.io/v1/":{"auth":"@a"}}}""", "a" },
        { "docker.io", "library/nginx", """{"auths":{"docker.io":{"auth":"@a"}}}""", "a" },
        { "registry.example", "team/app", """{"auths":{"registry.example":{"auth":"@a"},"registry.example/team":{"auth":"@b"}}}""", "b" },
        { "registry.example", "team/app", """{"auths":{"registry.example/team/app":{"auth":"@a"},"registry.example/team":{"auth":"@b"}}}""", "a" },
        { "registry.example", "team/app", """{"auths":{"registry.example":{"username":"a","password":"pass:word"}}}""", "a" },
        { "registry.example", "team/app", """{"auths":{"registry.example/teams":{"auth":"@a"}}}""", null },
        { "registry.example", "team/app", """{"auths":{"other.example":{"auth":"@a"}}}""", null },
        { "registry.example", "team/app", """{"auths":{"registry.example:5000":{"auth":"@a"}}}""", null },
        { "registry.example", "team/app", """{"auths":{"evil-registry.example":{"auth":"@a"}}}""", null },
        { "registry.example", "team/app", """{"auths":{"registry.example":{}}}""", null },
        { "registry.example", "team/app", """{"auths":{"registry.example":null}}""", null },
        { "registry.example", "team/app", """{"detachKeys":"ctrl-e,e"}""", null },
        { "registry.example", "team/app", "null", null },
        { "registry.example", "team/app", string.Empty, null },
        { "registry.example", "team/app", null, null },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Find_InAFile_MatchesAsDockerAndPodmanDo(string registry, string repository, string? content, string? user)
    {
        var credential = await FindAsync(registry, content, repository);

        Assert.Equal(user, credential?.UserName);
        Assert.Equal(user is null ? null : "pass:word", credential?.Password?.Reveal());
    }

    [Theory]
    [InlineData("""{"auths":{"registry.example":{"identitytoken":"abc"}}}""", "abc", null)]
    [InlineData("""{"auths":{"registry.example":{"registrytoken":"abc"}}}""", null, "abc")]
    public async Task Find_OfATokenEntry_GivesThatKind(string content, string? identity, string? access)
    {
        var credential = await FindAsync("registry.example", content);

        Assert.Equal((identity, access), (credential?.IdentityToken?.Reveal(), credential?.AccessToken?.Reveal()));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"auths":[]}""")]
    [InlineData("""{"auths":{"registry.example":{"auth":"c2VjcmV0"}}}""")]
    [InlineData("""{"auths":{"registry.example":{"auth":"secret!"}}}""")]
    [InlineData("""{"auths":{"registry.example":{"auth":42}}}""")]
    public async Task Find_InABrokenFile_NamesTheFileAndNoSecret(string content)
    {
        var exception = await Assert.ThrowsAsync<CredentialException>(() => FindAsync("registry.example", content));

        Assert.Contains("config.json", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_InSeveralFiles_TakesTheFirstThatKnows()
    {
        var first = Write("config.json", """{"auths":{"other.example":{}}}""");
        var second = Write("auth.json", """{"auths":{"registry.example":{"auth":"@b"}}}""");

        var credential = await new DockerCredentials([first, second]).FindAsync(
            RegistryHost.Parse("registry.example"), null, TestContext.Current.CancellationToken);

        Assert.Equal("b", credential?.UserName);
    }

    [Theory]
    [InlineData("""{"credHelpers":{"registry.example":"good"}}""", "helped")]
    [InlineData("""{"credsStore":"good"}""", "helped")]
    [InlineData("""{"credsStore":"good","credHelpers":{"registry.example":"empty"}}""", null)]
    [InlineData("""{"credHelpers":{"other.example":"good"}}""", null)]
    [InlineData("""{"credsStore":"empty","auths":{"registry.example":{"username":"a","password":"b"}}}""", "a")]
    public async Task Find_WithHelpers_AsksTheRegistrysOwnFirst(string content, string? user)
    {
        Helper("good", """read address; test "$address" = registry.example && echo '{"ServerURL":"x","Username":"helped","Secret":"s"}'""");
        Helper("empty", "echo 'credentials not found in native keychain'; exit 1");

        Assert.Equal(user, (await FindAsync("registry.example", content))?.UserName);
    }

    [Fact]
    public async Task Find_ForDockerHub_AsksTheHelperByDockersAddress()
    {
        Helper("hub", """read address; test "$address" = https://index.docker.io/v1/ && echo '{"Username":"<token>","Secret":"identity"}'""");

        Assert.Equal("identity", (await FindAsync("docker.io", """{"credsStore":"hub"}"""))?.IdentityToken?.Reveal());
    }

    [Theory]
    [InlineData("missing", null, "cannot be run")]
    [InlineData("../evil", null, "not the name")]
    [InlineData("fails", "echo 'the keychain is locked'; exit 2", "the keychain is locked")]
    [InlineData("talks", "echo 'hello'", "protocol")]
    [InlineData("leaks", """echo '{"Username":"u","Secret":"hunter2"}'; exit 3""", "exit code 3")]
    public async Task Find_WithABrokenHelper_SaysWhichAndWhy(string name, string? script, string said)
    {
        if (script is not null)
        {
            Helper(name, script);
        }

        var exception = await Assert.ThrowsAsync<CredentialException>(() => FindAsync("registry.example", $$"""{"credsStore":"{{name}}"}"""));

        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.Contains("docker-credential-" + name, exception.Message + exception.Store, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_WithAHelperThatHangs_EndsInTime()
    {
        Helper("hangs", "exec sleep 600");
        var file = Write("config.json", """{"credsStore":"hangs"}""");
        var credentials = new DockerCredentials([file], TimeSpan.FromMilliseconds(200), folder.FullName);

        var exception = await Assert.ThrowsAsync<CredentialException>(() =>
            credentials.FindAsync(RegistryHost.Parse("registry.example"), null, TestContext.Current.CancellationToken));

        Assert.Contains("did not answer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Credential_AsText_IsNoSecret()
    {
        Assert.DoesNotContain("hunter2", DockerLogin.Create("user", new Secret("hunter2")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", DockerLogin.OfIdentityToken(new Secret("hunter2")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", DockerLogin.OfAccessToken(new Secret("hunter2")).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Auth(string user) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:pass:word"));

    private Task<DockerLogin?> FindAsync(string registry, string? content, string repository = "team/app")
    {
        var file = content is null ? Path.Combine(folder.FullName, "config.json") : Write("config.json", content);
        return new DockerCredentials([file], null, folder.FullName).FindAsync(
            RegistryHost.Parse(registry), RepositoryName.Parse(repository), TestContext.Current.CancellationToken);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content.Replace("@a", Auth("a"), StringComparison.Ordinal).Replace("@b", Auth("b"), StringComparison.Ordinal));
        return path;
    }

    private void Helper(string name, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the helpers of these tests are shell scripts");
            return;
        }

        var path = Write("docker-credential-" + name, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
