using System.Text;
using System.Text.Json;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Configuration;
using CsCheck;

namespace Berth.Oci.Tests.Configuration;

/// <summary>Docker's configuration is someone else's file: what Berth writes into it can be taken out again, and nothing else moves.</summary>
public sealed class DockerConfigFileTests : IDisposable
{
    private const string Helper = "berth";

    private static readonly RegistryHost Ecr = RegistryHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
    private static readonly RegistryHost Other = RegistryHost.Parse("registry.example:5000");
    private static readonly Secret Password = new("pass:word");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-config-");

    /// <summary>Configurations as docker, editors and people write them.</summary>
    public static TheoryData<string> Documents { get; } =
    [
        "{}", "{}\n", "{ }", "\n{\n}\n", "{\n\t\"auths\": {}\n}",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"YTpi\"}},\"detachKeys\":\"ctrl-e\"}",
        "{\n\t\"auths\": {\n\t\t\"ghcr.io\": {\n\t\t\t\"auth\": \"YTpi\"\n\t\t}\n\t},\n\t\"credHelpers\": {\n\t\t\"gcr.io\": \"gcloud\"\n\t}\n}",
        "{\r\n  \"HttpHeaders\" : { \"X\" : \"\\u00e9\\/\" } ,\r\n  \"plugins\":[1.0,1e3,{}],\r\n  \"credHelpers\" : {}\r\n}\r\n",
        "{\"credHelpers\":{},\"number\":12345678901234567890.10}",
        "{ \"a\": 1 }", "{\"a\":{\"b\":[{\"credHelpers\":{\"x\":\"y\"}}]},\"credsStore\":\"\"}",
        "  {\"x\":\"}{,\\\"\"}  ",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Helper_SetAndRemoved_LeavesTheFileByteForByte(string document)
    {
        var config = Config(document);

        Assert.True((await config.SetHelperAsync([Ecr, Other], Helper, Cancellation)).IsChanged);
        AssertJson();
        Assert.NotEqual(document, Read());
        Assert.True((await config.RemoveHelperAsync([Ecr, Other], Helper, Cancellation)).IsChanged);

        Assert.Equal(Rest(document), Rest(Read()));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Login_SetAndRemoved_LeavesTheFileByteForByte(string document)
    {
        var config = Config(document);

        Assert.True((await config.SetLoginAsync(Other, "user", Password, Cancellation)).IsChanged);
        AssertJson();
        Assert.True((await config.RemoveLoginAsync(Other, Cancellation)).IsChanged);

        Assert.Equal(Rest(document), Rest(Read()));
    }

    [Fact]
    public void AnyMembers_SetAndRemoved_LeaveTheDocument()
    {
        var blank = Gen.OneOf(string.Empty, " ", "\n  ", "\n\t", "\r\n    ");
        var value = Gen.OneOf("1", "null", "\"a\\\"}\"", "{}", "{\"k\":\"v\"}", "[1,{\"x\":2}]", "{ \"x\" : { } }");
        var member = Gen.Select(Gen.Int[0, 5], value, blank).Select((number, text, lead) => $"{lead}\"m{number}\":{text}");
        member.List[1, 5].Select(blank).Sample((members, tail) =>
        {
            var document = "{" + string.Join(",", members.DistinctBy(text => text.Trim()[..4])) + tail + "}";
            var bytes = Encoding.UTF8.GetBytes(document);
            var edited = JsonSplice.Set(JsonSplice.Set(bytes, "g", "a", "\"1\""), "g", "b/\u00e9\"", "{\"x\":2}");
            using (JsonDocument.Parse(edited))
            {
                Assert.Equal("1", JsonSplice.Text(edited, "g", "a"));
            }

            var back = JsonSplice.Remove(JsonSplice.Remove(edited, "g", "b/\u00e9\""), "g", "a");
            Assert.Equal(document, Encoding.UTF8.GetString(back));
        });
    }

    [Fact]
    public async Task Login_Written_IsFoundByDockersRules()
    {
        var config = Config("{}");
        await config.SetLoginAsync(Other, "user", Password, Cancellation);
        await config.SetLoginAsync(RegistryHost.Parse("docker.io"), "hub", Password, Cancellation);

        var credentials = new DockerCredentials([config.Path]);

        var credential = await credentials.FindAsync(Other, null, Cancellation);
        Assert.Equal(("user", "pass:word"), (credential?.UserName, credential?.Password?.Reveal()));
        Assert.Equal("hub", (await credentials.FindAsync(RegistryHost.Parse("docker.io"), null, Cancellation))?.UserName);
        Assert.Contains("https://index.docker.io/v1/", Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WrittenAgain_ReplacesTheOldOneAlone()
    {
        var config = Config("""{"auths":{"ghcr.io":{"auth":"YTpi"},"registry.example:5000":{"auth":"b2xkOm9sZA==","email":"x"}}}""");

        await config.SetLoginAsync(Other, "user", Password, Cancellation);

        Assert.Equal("""{"auths":{"ghcr.io":{"auth":"YTpi"},"registry.example:5000":{"auth":"@"}}}""".Replace("@", Auth("user"), StringComparison.Ordinal), Read());
    }

    [Fact]
    public async Task Helper_OfSomeoneElse_IsNotRemoved()
    {
        const string document = """{"credHelpers":{"registry.example:5000":"other"}}""";

        Assert.False((await Config(document).RemoveHelperAsync([Other], Helper, Cancellation)).IsChanged);

        Assert.Equal(document, Read());
    }

    [Fact]
    public async Task Helper_AlreadySet_WritesNothing()
    {
        var config = Config("{}");
        await config.SetHelperAsync([Ecr], Helper, Cancellation);
        var written = File.GetLastWriteTimeUtc(config.Path);

        Assert.False((await config.SetHelperAsync([Ecr], Helper, Cancellation)).IsChanged);
        Assert.Equal(written, File.GetLastWriteTimeUtc(config.Path));
    }

    [Fact]
    public async Task Edit_WithoutAFile_MakesAPrivateOne()
    {
        var path = Path.Combine(folder.FullName, "new", "dir", "config.json");

        await new DockerConfigFile(path).SetLoginAsync(Other, "user", Password, Cancellation);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public async Task Login_InAFileThatOthersMayRead_ClosesIt()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes");
            return;
        }

        var config = Config("{}");
        File.SetUnixFileMode(config.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await config.SetLoginAsync(Other, "user", Password, Cancellation);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(config.Path));
    }

    [Fact]
    public async Task Edit_ThroughALink_ChangesTheFileBehindIt()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("links need privileges on Windows");
            return;
        }

        var real = Config("{}");
        var link = Path.Combine(folder.FullName, "link.json");
        File.CreateSymbolicLink(link, real.Path);

        await new DockerConfigFile(link).SetHelperAsync([Ecr], Helper, Cancellation);

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Contains(Helper, Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_ByManyAtOnce_LosesNone()
    {
        var config = Config("{}");
        var hosts = Enumerable.Range(0, 20).Select(number => RegistryHost.Parse($"registry-{number}.example")).ToList();

        await Task.WhenAll(hosts.Select(host => Task.Run(() => new DockerConfigFile(config.Path).SetLoginAsync(host, "user", Password, Cancellation), Cancellation)));

        Assert.Equal(hosts.Select(host => host.ToString()).Order(), JsonSplice.Names(await File.ReadAllBytesAsync(config.Path, Cancellation), "auths").Order());
        Assert.Equal(["config.json"], Directory.EnumerateFiles(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Edit_AfterAKilledProcess_TakesItsLockAway()
    {
        var config = Config("{}");
        var left = config.Path + ".berth-new";
        await File.WriteAllTextAsync(left, "half", Cancellation);
        File.SetLastWriteTimeUtc(left, TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1));

        Assert.True((await config.SetHelperAsync([Ecr], Helper, Cancellation)).IsChanged);
    }

    [Fact]
    public async Task Edit_WhereNothingCanBeWritten_SaysSo()
    {
        var blocked = Path.Combine(folder.FullName, "blocked");
        await File.WriteAllTextAsync(blocked, string.Empty, Cancellation);

        var exception = await Assert.ThrowsAsync<CredentialException>(() =>
            new DockerConfigFile(Path.Combine(blocked, "config.json")).SetLoginAsync(Other, "user", Password, Cancellation));

        Assert.Contains("blocked", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass:word", exception.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Auth(string user) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:pass:word"));

    /// <summary>An object without members may lose the blanks inside it; nothing else may change.</summary>
    private static string Rest(string document) => document is "{ }" or "\n{\n}\n" ? document.Replace("{ }", "{}", StringComparison.Ordinal).Replace("{\n}", "{}", StringComparison.Ordinal) : document;

    private DockerConfigFile Config(string document)
    {
        var path = Path.Combine(folder.FullName, "config.json");
        File.WriteAllText(path, document);
        return new DockerConfigFile(path);
    }

    private string Read() => File.ReadAllText(Path.Combine(folder.FullName, "config.json"));

    private void AssertJson()
    {
        using var document = JsonDocument.Parse(Read());
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }
}
