using Berth.Builders;
using Berth.Lifecycle.Model;
using Berth.Names;

namespace Berth.Tests.Builders;

public sealed class BuilderArgumentsTests
{
    private static readonly ImageReference Image = ImageReference.Parse("localhost:5000/deployments/proj_abc:1.production.k3v9x0aq");
    private static readonly ImageReference Cache = ImageReference.Parse("localhost:5000/deployments/proj_abc:cache");
    private static readonly ImageReference BranchCache = ImageReference.Parse("localhost:5000/deployments/proj_abc:cache-main");

    [Theory]
    [InlineData(Builder.Buildx, "--tag localhost:5000/deployments/proj_abc:1.production.k3v9x0aq --cache-from type=registry,ref=localhost:5000/deployments/proj_abc:cache --cache-to type=registry,ref=localhost:5000/deployments/proj_abc:cache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true")]
    [InlineData(Builder.Buildctl, "--output type=image,name=localhost:5000/deployments/proj_abc:1.production.k3v9x0aq,push=true,oci-mediatypes=true --import-cache type=registry,ref=localhost:5000/deployments/proj_abc:cache --export-cache type=registry,ref=localhost:5000/deployments/proj_abc:cache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true")]
    [InlineData(Builder.Buildah, "--layers --tag localhost:5000/deployments/proj_abc:1.production.k3v9x0aq")]
    [InlineData(Builder.Kaniko, "--destination=localhost:5000/deployments/proj_abc:1.production.k3v9x0aq --cache=true --cache-repo=localhost:5000/deployments/proj_abc/kaniko-cache --cache-ttl=336h")]
    [InlineData(Builder.Dotnet, "-t:PublishContainer -p:ContainerRegistry=localhost:5000 -p:ContainerRepository=deployments/proj_abc -p:ContainerImageTag=1.production.k3v9x0aq")]
    public void For_Builder_GivesItsArguments(Builder builder, string expected) =>
        Assert.Equal(expected, ShellWord.Join(BuilderArguments.For(builder, Image, new BuildCache(Cache))));

    [Fact]
    public void For_EveryBuilder_GivesArguments() =>
        Assert.All(Enum.GetValues<Builder>(), builder => Assert.NotEmpty(BuilderArguments.For(builder, Image, new BuildCache(Cache))));

    [Fact]
    public void For_KanikoWithAVeryLongName_LeavesTheCacheOut()
    {
        var image = ImageReference.Parse($"localhost:5000/{new string('a', RepositoryName.MaxLength)}:1");

        Assert.Equal([$"--destination={image}"], BuilderArguments.For(Builder.Kaniko, image, new BuildCache(Cache)));
    }

    [Theory]
    [InlineData(Builder.Buildx, "--tag localhost:5000/deployments/proj_abc:1.production.k3v9x0aq")]
    [InlineData(Builder.Buildctl, "--output type=image,name=localhost:5000/deployments/proj_abc:1.production.k3v9x0aq,push=true,oci-mediatypes=true")]
    [InlineData(Builder.Kaniko, "--destination=localhost:5000/deployments/proj_abc:1.production.k3v9x0aq")]
    public void For_BuilderWithoutACache_LeavesItsOptionsOut(Builder builder, string expected) =>
        Assert.Equal(expected, ShellWord.Join(BuilderArguments.For(builder, Image, null)));

    [Fact]
    public void KanikoCache_OfARepository_ExpiresEveryEntryWhenKanikoNoLongerUsesIt()
    {
        var rule = Assert.Single(KanikoCache.LifecyclePolicy.Rules);

        Assert.Equal((TagSelection.Any, LifecycleCount.DaysSincePushed(KanikoCache.LifetimeDays), LifecycleAction.Expire), (rule.Selection.Tags, rule.Selection.Count, rule.Action));
        Assert.Equal("deployments/proj_abc/kaniko-cache", KanikoCache.RepositoryOf(RepositoryName.Parse("deployments/proj_abc"))?.ToString());
    }

    [Fact]
    public void For_UnknownBuilder_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BuilderArguments.For((Builder)99, Image, new BuildCache(Cache)));

    [Fact]
    public void For_BranchCache_ImportsBothAndExportsTheBranchs()
    {
        var line = ShellWord.Join(BuilderArguments.For(Builder.Buildx, Image, new BuildCache(BranchCache, [BranchCache, Cache])));
        Assert.Contains("--cache-from type=registry,ref=localhost:5000/deployments/proj_abc:cache-main --cache-from type=registry,ref=localhost:5000/deployments/proj_abc:cache ", line, StringComparison.Ordinal);
        Assert.Contains("--cache-to type=registry,ref=localhost:5000/deployments/proj_abc:cache-main,mode=max", line, StringComparison.Ordinal);
    }

    [Fact]
    public void ExportOption_Zstd_KeepsOciMediaTypes()
    {
        var option = new BuildCache(Cache, compression: CacheCompression.Zstd).ExportOption;
        Assert.Contains("oci-mediatypes=true", option, StringComparison.Ordinal);
        Assert.EndsWith(",compression=zstd", option, StringComparison.Ordinal);
    }
}
