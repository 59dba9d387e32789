namespace Berth.Cli.Tests.Commands;

/// <summary>What <c>berth prepare</c> prints for builders; the arguments themselves are asserted with the core's.</summary>
public sealed class PrepareOutputFormatsTests
{
    private static readonly string[] Deployment = ["prepare", "--project", "proj_abc", "--environment", "production", "--version", "1", "--short-code", "k3v9x0aq"];

    [Theory]
    [InlineData("buildx", "--tag localhost:5000/deployments/proj_abc:1.production.k3v9x0aq --cache-from type=registry,ref=localhost:5000/deployments/proj_abc:cache --cache-to ")]
    [InlineData("buildctl", "--output type=image,name=localhost:5000/deployments/proj_abc:1.production.k3v9x0aq,push=true")]
    [InlineData("buildah", "BERTH_IMAGE=localhost:5000/deployments/proj_abc:1.production.k3v9x0aq\nberth_cache_import() {")]
    [InlineData("kaniko", "--destination=localhost:5000/deployments/proj_abc:1.production.k3v9x0aq")]
    [InlineData("dotnet", "-t:PublishContainer -p:ContainerRegistry=localhost:5000")]
    public async Task Prepare_ForABuilder_PrintsItsArguments(string builder, string start)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, "--output", builder]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith(start, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_ForAnUnknownBuilder_IsRefusedWithTheKnownOnes()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, "--output", "bazel"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.All((string[])["buildx", "buildctl", "buildah", "kaniko", "dotnet"], builder => Assert.Contains(builder, outcome.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prepare_ForABranch_UsesItsOwnCacheTag()
    {
        using var run = new CommandRun().WithVariable("BERTH_TAG_MUTABILITY_FILTERS", "cache,cache-*");
        var outcome = await run.RunAsync([.. Deployment, "--output", "buildx", "--branch", "main", "--cache-compression", "zstd"]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("ref=localhost:5000/deployments/proj_abc:cache-main --cache-from type=registry,ref=localhost:5000/deployments/proj_abc:cache --cache-to", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("proj_abc:cache-main,mode=max,", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(",compression=zstd", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", "cache-*")]
    [InlineData(" ", "the name of the branch is empty")]
    public async Task Prepare_ForABranchThatNoFilterMatches_IsRefusedBeforeAnyCall(string branch, string expected)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, "--output", "buildx", "--branch", branch]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Data));
    }
}
