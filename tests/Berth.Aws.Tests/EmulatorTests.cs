using Amazon.Runtime;
using Berth.Aws.Images;
using Berth.Emulator;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Aws.Tests;

/// <summary>Every operation of the client against the emulator, over the wire's bytes.</summary>
public sealed class EmulatorTests : IAsyncLifetime
{
    private const string Policy =
        """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""";

    private const string Open =
        """{"Version":"2012-10-17","Statement":[{"Sid":"pull","Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}""";

    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private BerthEmulator emulator = null!;
    private HttpMessageHandler handler = null!;
    private EcrClientFactory clients = null!;
    private EcrClient client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(cancellationToken: Cancellation);
        handler = emulator.CreateHandler();
        clients = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = handler, Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret") });
        client = clients.For(new EcrRegistry(emulator.RegistryHost, AccountId.Parse("123456789012"), Region.Parse("us-east-1")) { Endpoint = emulator.Endpoint });
        await client.Repositories.CreateRepositoryAsync(Name, new RepositoryCreation(TagMutability.Mutable, Encryption.Aes256, null, []), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        clients.Dispose();
        handler.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task Settings_Put_AreRead()
    {
        var setting = TagMutability.Create(TagMutabilityMode.ImmutableWithExclusion, [ExclusionFilter.Cache])!;

        Assert.NotNull((await client.Repositories.PutImageTagMutabilityAsync(Name, setting, Cancellation)).RequestId);
        await client.Repositories.PutScanOnPushAsync(Name, true, Cancellation);

        var description = await client.Repositories.DescribeRepositoryAsync(Name, Cancellation);
        Assert.Equal(setting, description?.TagMutability);
        Assert.True(description?.ScanOnPush);
    }

    [Fact]
    public async Task LifecyclePolicy_IsPutReadPreviewedAndDeleted()
    {
        Assert.Null(await client.Repositories.GetLifecyclePolicyAsync(Name, Cancellation));
        Assert.Null(await client.LifecyclePreviews.GetStatusAsync(Name, Cancellation));

        await client.Repositories.PutLifecyclePolicyAsync(Name, Policy, Cancellation);
        Assert.Equal(Policy, await client.Repositories.GetLifecyclePolicyAsync(Name, Cancellation));

        await client.LifecyclePreviews.StartAsync(Name, null, Cancellation);
        Assert.NotNull(await client.LifecyclePreviews.GetStatusAsync(Name, Cancellation));
        Assert.Empty(await client.LifecyclePreviews.GetResultsAsync(Name, Cancellation).ToListAsync(Cancellation));

        Assert.NotNull(await client.Catalog.DeleteLifecyclePolicyAsync(Name, Cancellation));
        Assert.Null(await client.Catalog.DeleteLifecyclePolicyAsync(Name, Cancellation));
    }

    [Fact]
    public async Task RepositoryPolicy_IsSetReadAndDeleted()
    {
        Assert.Null(await client.Repositories.GetRepositoryPolicyAsync(Name, Cancellation));
        await client.Repositories.SetRepositoryPolicyAsync(Name, Open, Cancellation);
        Assert.Contains("ecr:BatchGetImage", await client.Repositories.GetRepositoryPolicyAsync(Name, Cancellation), StringComparison.Ordinal);
        Assert.NotNull(await client.Catalog.DeleteRepositoryPolicyAsync(Name, Cancellation));
        Assert.Null(await client.Catalog.DeleteRepositoryPolicyAsync(Name, Cancellation));
    }

    [Fact]
    public async Task Tags_AreAddedListedAndRemoved()
    {
        await client.Repositories.AddTagsAsync(Name, [new ResourceTag("a", "1"), new ResourceTag("b", string.Empty)], Cancellation);
        await client.Repositories.RemoveTagsAsync(Name, ["a"], Cancellation);

        Assert.Equal([new ResourceTag("b", string.Empty)], await client.Repositories.ListTagsAsync(Name, Cancellation));
    }

    [Fact]
    public async Task Images_OfAnEmptyRepository_AreNone()
    {
        var image = ImageIdentifier.Of(Tag.Parse("v1"));

        Assert.Empty(await client.Images.ListAsync(Name, cancellationToken: Cancellation).ToListAsync(Cancellation));
        Assert.Empty(await client.Images.DescribeAsync(Name, new ImageSelection(TagStatus.Untagged, true), Cancellation).ToListAsync(Cancellation));
        Assert.Null(await client.Images.DescribeAsync(Name, image, Cancellation));
        Assert.Equal(ImageFailure.NotFoundCode, Assert.Single((await client.Images.GetAsync(Name, [image], null, Cancellation)).Failures).Code);
        Assert.Equal(ImageFailure.NotFoundCode, Assert.Single((await client.Images.DeleteAsync(Name, [image], Cancellation)).Failures).Code);
    }

    [Fact]
    public async Task Repositories_AreListedAndDeleted()
    {
        Assert.Equal([Name], (await client.Catalog.ListAsync(Cancellation).ToListAsync(Cancellation)).Select(repository => repository.Name));
        Assert.NotNull(await client.Catalog.DeleteRepositoryAsync(Name, force: false, Cancellation));
        Assert.Null(await client.Catalog.DeleteRepositoryAsync(Name, force: false, Cancellation));
    }

    [Fact]
    public async Task AuthorizationToken_IsForTheRegistry()
    {
        var credentials = await client.GetAuthorizationTokenAsync(Cancellation);

        Assert.Equal(("AWS", client.Registry.Host), (credentials.UserName, credentials.Host));
        Assert.NotNull(credentials.ExpiresAt);
    }
}
