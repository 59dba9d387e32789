using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Tests.Api;

public sealed class PagingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_UntilNoToken_AreOneSequence()
    {
        using var aws = new ScriptedAws(call => ScriptedAws.Json(call.Body.Contains("nextToken", StringComparison.Ordinal)
            ? """{"imageIds":[{"imageTag":"v2"}]}"""
            : """{"imageIds":[{"imageTag":"v1"}],"nextToken":"2"}"""));
        using var factory = aws.Factory();

        var images = await factory.For(ScriptedAws.Registry).Images.ListAsync(RepositoryName.Parse("web/app"), cancellationToken: Cancellation).ToListAsync(Cancellation);

        Assert.Equal(["v1", "v2"], images.Select(image => image.ToString()));
        Assert.Equal(2, aws.Calls.Count);
    }

    [Fact]
    public async Task Pages_ReadNoFurtherThanAskedFor()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json("""{"imageIds":[{"imageTag":"v1"}],"nextToken":"2"}"""));
        using var factory = aws.Factory();

        await factory.For(ScriptedAws.Registry).Images.ListAsync(RepositoryName.Parse("web/app"), cancellationToken: Cancellation).FirstAsync(Cancellation);

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task Pages_ThatRepeatTheirToken_AreUnusable()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json("""{"repositories":[],"nextToken":"2"}"""));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(() =>
            factory.For(ScriptedAws.Registry).Catalog.ListAsync(Cancellation).ToListAsync(Cancellation).AsTask());

        Assert.Equal(EcrErrorKind.UnusableAnswer, failure.Kind);
        Assert.Equal(2, aws.Calls.Count);
    }
}
