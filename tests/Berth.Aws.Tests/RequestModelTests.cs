using Berth.Aws.Images;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Aws.Tests;

/// <summary>Every request that the client can make, against AWS's own model of ECR.</summary>
public sealed class RequestModelTests
{
    private const string Policy =
        """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""";

    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");
    private static readonly ImageIdentifier Image = ImageIdentifier.Of(Digest.Parse("sha256:" + new string('a', 64)));

    private static readonly Dictionary<string, Func<EcrClient, CancellationToken, Task>> Calls = new()
    {
        ["DescribeRepositories"] = (ecr, ct) => ecr.Repositories.DescribeRepositoryAsync(Name, ct),
        ["DescribeRepositories (all)"] = (ecr, ct) => ecr.Catalog.ListAsync(ct).ToListAsync(ct).AsTask(),
        ["CreateRepository (least)"] = (ecr, ct) => ecr.Repositories.CreateRepositoryAsync(
            Name, new RepositoryCreation(TagMutability.Mutable, Encryption.Aes256, null, []), ct),
        ["CreateRepository (most)"] = (ecr, ct) => ecr.Repositories.CreateRepositoryAsync(
            Name,
            new RepositoryCreation(
                TagMutability.Create(TagMutabilityMode.MutableWithExclusion, [ExclusionFilter.Cache, ExclusionFilter.Parse("v*")])!,
                new Encryption(EncryptionType.KmsDsse, "alias/key"),
                true,
                [new ResourceTag("k", string.Empty), new ResourceTag("l", "v")]),
            ct),
        ["DeleteRepository"] = (ecr, ct) => ecr.Catalog.DeleteRepositoryAsync(Name, force: true, ct),
        ["PutImageTagMutability (plain)"] = (ecr, ct) => ecr.Repositories.PutImageTagMutabilityAsync(Name, TagMutability.Immutable, ct),
        ["PutImageTagMutability (filters)"] = (ecr, ct) => ecr.Repositories.PutImageTagMutabilityAsync(
            Name, TagMutability.Create(TagMutabilityMode.ImmutableWithExclusion, [ExclusionFilter.Cache])!, ct),
        ["PutImageScanningConfiguration"] = (ecr, ct) => ecr.Repositories.PutScanOnPushAsync(Name, false, ct),
        ["PutLifecyclePolicy"] = (ecr, ct) => ecr.Repositories.PutLifecyclePolicyAsync(Name, Policy, ct),
        ["GetLifecyclePolicy"] = (ecr, ct) => ecr.Repositories.GetLifecyclePolicyAsync(Name, ct),
        ["DeleteLifecyclePolicy"] = (ecr, ct) => ecr.Catalog.DeleteLifecyclePolicyAsync(Name, ct),
        ["StartLifecyclePolicyPreview"] = (ecr, ct) => ecr.LifecyclePreviews.StartAsync(Name, Policy, ct),
        ["StartLifecyclePolicyPreview (current)"] = (ecr, ct) => ecr.LifecyclePreviews.StartAsync(Name, null, ct),
        ["GetLifecyclePolicyPreview"] = (ecr, ct) => ecr.LifecyclePreviews.GetStatusAsync(Name, ct),
        ["GetLifecyclePolicyPreview (results)"] = (ecr, ct) => ecr.LifecyclePreviews.GetResultsAsync(Name, ct).ToListAsync(ct).AsTask(),
        ["SetRepositoryPolicy"] = (ecr, ct) => ecr.Repositories.SetRepositoryPolicyAsync(Name, """{"Version":"2012-10-17","Statement":[]}""", ct),
        ["GetRepositoryPolicy"] = (ecr, ct) => ecr.Repositories.GetRepositoryPolicyAsync(Name, ct),
        ["DeleteRepositoryPolicy"] = (ecr, ct) => ecr.Catalog.DeleteRepositoryPolicyAsync(Name, ct),
        ["DescribeImages"] = (ecr, ct) => ecr.Images.DescribeAsync(Name, Image, ct),
        ["DescribeImages (all)"] = (ecr, ct) => ecr.Images.DescribeAsync(Name, new ImageSelection(TagStatus.Untagged, true), ct).ToListAsync(ct).AsTask(),
        ["ListImages"] = (ecr, ct) => ecr.Images.ListAsync(Name, new ImageSelection(TagStatus.Tagged), ct).ToListAsync(ct).AsTask(),
        ["BatchGetImage"] = (ecr, ct) => ecr.Images.GetAsync(Name, [Image, ImageIdentifier.Of(Tag.Parse("v1"))], ["application/vnd.oci.image.manifest.v1+json"], ct),
        ["BatchCheckLayerAvailability"] = (ecr, ct) => ecr.ImageSource.FindBlobsAsync(ImageReference.Of(ScriptedAws.Registry.Host, Name, Image.Digest!), [Image.Digest!], ct),
        ["GetDownloadUrlForLayer"] = (ecr, ct) => ecr.ImageSource.ReadBlobAsync(ImageReference.Of(ScriptedAws.Registry.Host, Name, Image.Digest!), Image.Digest!, 1, ct),
        ["GetAuthorizationToken"] = (ecr, ct) => ecr.GetAuthorizationTokenAsync(ct),
        ["BatchDeleteImage"] = (ecr, ct) => ecr.Images.DeleteAsync(Name, [Image], ct),
        ["ListTagsForResource"] = (ecr, ct) => ecr.Repositories.ListTagsAsync(Name, ct),
        ["TagResource"] = (ecr, ct) => ecr.Repositories.AddTagsAsync(Name, [new ResourceTag("k", "v")], ct),
        ["UntagResource"] = (ecr, ct) => ecr.Repositories.RemoveTagsAsync(Name, ["k"], ct),
    };

    public static TheoryData<string> Cases => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Request_OfEveryOperation_FitsTheModel(string name)
    {
        var model = BotocoreModel.Ecr();
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("InvalidParameterException"));
        using var factory = aws.Factory();

        // A port whose outcomes are values answers with the failure instead of throwing it.
        var failure = await Record.ExceptionAsync(() => Calls[name](factory.For(ScriptedAws.Registry), TestContext.Current.CancellationToken));
        Assert.True(failure is null or EcrException, failure?.ToString());

        var call = Assert.Single(aws.Calls);
        Assert.Equal(name.Split(' ')[0], call.Operation);
        model.AssertInput(call.Operation!, call.Body);
    }
}
