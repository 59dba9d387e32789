using Berth.Names;

namespace Berth.Tests.Names;

public sealed class ShortImageNameTests
{
    private const string Hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("nginx", "docker.io/library/nginx:latest")]
    [InlineData("nginx:1.27", "docker.io/library/nginx:1.27")]
    [InlineData("team/app", "docker.io/team/app:latest")]
    [InlineData("team/app:1", "docker.io/team/app:1")]
    [InlineData("docker.io/nginx", "docker.io/library/nginx:latest")]
    [InlineData("index.docker.io/team/app:1", "docker.io/team/app:1")]
    [InlineData("ghcr.io/team/app", "ghcr.io/team/app:latest")]
    [InlineData("ghcr.io/app:1", "ghcr.io/app:1")]
    [InlineData("localhost/app:1", "localhost/app:1")]
    [InlineData("localhost:5000/app", "localhost:5000/app:latest")]
    [InlineData("nginx@" + Hash, "docker.io/library/nginx@" + Hash)]
    [InlineData("ghcr.io/team/app:1@" + Hash, "ghcr.io/team/app:1@" + Hash)]
    public void Parse_AName_IsCompleted(string text, string complete) => Assert.Equal(complete, ShortImageName.Parse(text).ToString());

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("nginx 1", "character 6")]
    [InlineData("nginx\u00e9:1", "character 6")]
    [InlineData("https://ghcr.io/team/app:1", "scheme")]
    [InlineData("ghcr.io/Team/App:1", "'Team/App'")]
    [InlineData("NGINX", "'library/NGINX'")]
    [InlineData("nginx:", "tag")]
    [InlineData("nginx:a+b", "'a+b'")]
    [InlineData("nginx@sha256:12", "'sha256:12'")]
    [InlineData("ghcr.io/", "repository")]
    [InlineData("ghcr.io:99999/app:1", "port")]
    [InlineData("a/../b:1", "'a/../b'")]
    public void Parse_NoImage_SaysWhatIsWrongAndWhere(string? text, string where)
    {
        Assert.False(ShortImageName.TryParse(text, out _, out var reason));
        Assert.Contains(where, reason, StringComparison.Ordinal);
    }
}
