using Berth.Names;

namespace Berth.Tests.Names;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("localhost:5000/deployments/proj_abc:20251203.1.production.k3v9x0aq", "localhost:5000", "deployments/proj_abc", "20251203.1.production.k3v9x0aq", null)]
    [InlineData("ghcr.io/o/app@" + Digest, "ghcr.io", "o/app", null, Digest)]
    [InlineData("ghcr.io/o/app:v1@" + Digest, "ghcr.io", "o/app", "v1", Digest)]
    [InlineData("[::1]:5000/ab:c", "[::1]:5000", "ab", "c", null)]
    public void TryParse_Reference_AcceptsAndKnowsItsParts(string text, string registry, string repository, string? tag, string? digest)
    {
        var reference = ValueAssert.Accepts<ImageReference>(text);
        Assert.Equal(
            (registry, repository, tag, digest),
            (reference.Registry.ToString(), reference.Repository.ToString(), reference.Tag?.ToString(), reference.Digest?.ToString()));
    }

    [Theory]
    [InlineData(null, "host")]
    [InlineData("", "host")]
    [InlineData("nginx:latest", "host")]
    [InlineData("/nginx:latest", "host")]
    [InlineData("ghcr.io/o/app", "neither tag nor digest")]
    [InlineData("ghcr.io/o/app:", "tag ''")]
    [InlineData("ghcr.io/o/app@", "digest ''")]
    [InlineData("ghcr.io/o/app@sha256:12", "digest 'sha256:12'")]
    [InlineData("ghcr.io/O/app:v1", "repository 'O/app'")]
    [InlineData("ghcr.io//app:v1", "repository '/app'")]
    [InlineData("https://ghcr.io/o/app:v1", "registry 'https:'")]
    [InlineData("ghcr.io:0/o/app:v1", "registry 'ghcr.io:0'")]
    [InlineData("ghcr.io/o/app:v1:v2", "tag 'v1:v2'")]
    public void TryParse_NoReference_SaysWhatAndWhere(string? text, string where)
    {
        ValueAssert.Refuses<ImageReference>(text);
        Assert.False(ImageReference.TryParse(text, out _, out var reason));
        Assert.Contains(where, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<ImageReference>("ab.:/@sha256:0");
}
