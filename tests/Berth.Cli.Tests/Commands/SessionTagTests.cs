using Berth.Cli.Failures;

namespace Berth.Cli.Tests.Commands;

/// <summary>The session tags of <c>berth credentials</c> in the request to STS.</summary>
public sealed class SessionTagTests
{
    private const string Host = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private const string Image = Host + "/deployments/web:1.prod.eu.a.b";

    [Fact]
    public async Task Credentials_WithProjectAndEnvironment_TagTheSessionWithThem()
    {
        var request = await RequestAsync("--project", "web", "--environment", "prod.eu");

        Assert.Equal(
            [("berth:project", "web"), ("berth:environment", "prod.eu"), ("berth:deployment", "1.prod.eu.a.b")],
            TagsOf(request));
        Assert.Equal("web.prod.eu.1.prod.eu.a.b", request["RoleSessionName"]);
    }

    [Fact]
    public async Task Credentials_WithTheImageAlone_TagTheSessionWithTheDeploymentOnly()
    {
        var request = await RequestAsync();

        Assert.Equal([("berth:deployment", "1.prod.eu.a.b")], TagsOf(request));
        Assert.Equal("1.prod.eu.a.b", request["RoleSessionName"]);
    }

    [Fact]
    public async Task Credentials_WithADeployment_TagTheSessionWithIt() =>
        Assert.Equal([("berth:deployment", "42")], TagsOf(await RequestAsync("--deployment", "42")));

    private static async Task<Dictionary<string, string>> RequestAsync(params string[] options)
    {
        var body = string.Empty;
        await using var server = FakeServer.Start(request =>
        {
            body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            return FakeAnswer.Error(request, 403, "ExpiredTokenException", "ExpiredToken");
        });
        using var run = new CommandRun()
            .WithVariable("BERTH_HOST", Host)
            .WithVariable("BERTH_ENDPOINT", server.Endpoint.ToString())
            .WithVariable("BERTH_ROLE_ARN", "arn:aws:iam::123456789012:role/push");
        var outcome = await run.RunAsync(["credentials", Image, .. options]);
        Assert.Equal(ExitCodes.Credentials, outcome.ExitCode);
        return body.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
    }

    private static (string Key, string Value)[] TagsOf(Dictionary<string, string> request) =>
    [
        .. Enumerable.Range(1, 9)
            .Where(index => request.ContainsKey($"Tags.member.{index}.Key"))
            .Select(index => (request[$"Tags.member.{index}.Key"], request[$"Tags.member.{index}.Value"])),
    ];
}
