namespace Berth.Cli.Tests.Commands;

/// <summary><c>berth login</c> and <c>berth config docker</c> on files of docker's: a success message means that docker finds the credentials.</summary>
public sealed class DockerConfigurationCommandTests
{
    private const string Ecr = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private const string Config = "home/.docker/config.json";

    [Theory]
    [InlineData("{\n  \"credHelpers\": {\n    \"a\": \"b\",\n  }\n}", "4:3")]
    [InlineData("{} {}", "1:4")]
    [InlineData("{ // comment\n}", "1:3")]
    [InlineData("{\"credsStore\":\"\\ud83d\"}", "1:15")]
    public async Task ConfigDocker_OnAFileThatIsNotUnderstood_EndsWith12AndChangesNothing(string content, string place)
    {
        using var run = Run().WithFile(Config, content);
        foreach (var arguments in (string[][])[["config", "docker"], ["config", "docker", "--remove"], ["login"]])
        {
            var outcome = await run.RunAsync(arguments);

            Assert.Equal(12, outcome.ExitCode);
            Assert.Contains($"config.json:{place}", outcome.Error, StringComparison.Ordinal);
            Assert.Equal(content, Read(run));
        }
    }

    [Fact]
    public async Task ConfigDocker_OverAnotherHelper_NamesItAndRemoveRestoresIt()
    {
        var content = $$$"""{"credHelpers":{"{{{Ecr}}}":"ecr-login","public.ecr.aws":"ecr-login"}}""";
        using var run = Run().WithFile(Config, content);

        var set = await run.RunAsync("config", "docker");
        Assert.Equal(0, set.ExitCode);
        Assert.Contains("docker-credential-ecr-login", set.Error, StringComparison.Ordinal);
        Assert.Contains("\"berth\"", Read(run), StringComparison.Ordinal);

        var removed = await run.RunAsync("config", "docker", "--remove");
        Assert.Equal(0, removed.ExitCode);
        Assert.Contains("docker-credential-ecr-login", removed.Error, StringComparison.Ordinal);
        Assert.Equal(content, Read(run));
        Assert.Equal(["config.json"], Directory.EnumerateFiles(Path.Combine(run.Directory, "home/.docker")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Login_WithBerthsHelperThatIsNotOnThePath_EndsWith12()
    {
        using var run = Run().WithFile(Config, $$$"""{"credHelpers":{"{{{Ecr}}}":"berth"}}""");

        var outcome = await run.RunAsync("login");

        Assert.Equal(12, outcome.ExitCode);
        Assert.Contains("docker-credential-berth", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithBerthsHelperOnThePath_NeedsNoLogin()
    {
        var content = $$$"""{"credHelpers":{"{{{Ecr}}}":"berth"}}""";
        using var run = Run().WithFile(Config, content).WithFile("bin/docker-credential-berth", string.Empty);
        run.WithVariable("PATH", Path.Combine(run.Directory, "bin"));

        var outcome = await run.RunAsync("login");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("no login is needed", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(content, Read(run));
    }

    [Theory]
    [InlineData("config", "docker")]
    [InlineData("config", "docker", "--remove")]
    [InlineData("login")]
    public async Task WithoutAHome_EndsWith12AndWritesNothing(params string[] arguments)
    {
        using var run = Run().WithVariable("HOME", string.Empty);

        var outcome = await run.RunAsync(arguments);

        Assert.Equal(12, outcome.ExitCode);
        Assert.Contains("HOME", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Directory));
    }

    private static CommandRun Run() => new CommandRun().WithVariable("BERTH_HOST", Ecr).WithVariable("AWS_EC2_METADATA_DISABLED", "true");

    private static string Read(CommandRun run) => File.ReadAllText(Path.Combine(run.Directory, Config));
}
