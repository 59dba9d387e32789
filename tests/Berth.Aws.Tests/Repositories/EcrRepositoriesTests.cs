using System.Net;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Aws.Tests.Repositories;

public sealed class EcrRepositoriesTests
{
    private const string Described =
        """
        {"repositories":[{"repositoryArn":"arn:aws:ecr:eu-central-1:123456789012:repository/web/app","registryId":"123456789012",
        "repositoryName":"web/app","repositoryUri":"123456789012.dkr.ecr.eu-central-1.amazonaws.com/web/app","createdAt":1.563223656E9,
        "imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"cache"}],
        "imageScanningConfiguration":{"scanOnPush":true},"encryptionConfiguration":{"encryptionType":"KMS","kmsKey":"alias/k"},"something":"new"}]}
        """;

    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DescribeRepository_Existing_GivesAllOfItsSettings()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(Described));
        using var factory = aws.Factory();

        var description = await factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation);

        Assert.NotNull(description);
        Assert.Equal(Name, description.Name);
        Assert.Equal(Arn.Parse("arn:aws:ecr:eu-central-1:123456789012:repository/web/app"), description.Arn);
        Assert.Equal(TagMutability.Create(TagMutabilityMode.ImmutableWithExclusion, [ExclusionFilter.Cache]), description.TagMutability.Value);
        Assert.True(description.ScanOnPush.Value);
        Assert.Equal(new Encryption(EncryptionType.Kms, "alias/k"), description.Encryption.Value);
        Assert.Equal(new DateTimeOffset(2019, 7, 15, 20, 47, 36, TimeSpan.Zero), description.CreatedAt);
    }

    [Fact]
    public async Task DescribeRepository_OnTheWire_IsASignedAwsJsonRequest()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(Described));
        using var factory = aws.Factory();

        await factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation);

        var call = Assert.Single(aws.Calls);
        Assert.Equal("https://api.ecr.eu-central-1.amazonaws.com/", call.Uri.AbsoluteUri);
        Assert.Equal("AmazonEC2ContainerRegistry_V20150921.DescribeRepositories", call.Target);
        Assert.Equal("application/x-amz-json-1.1", call.ContentType);
        Assert.Equal("""{"registryId":"123456789012","repositoryNames":["web/app"]}""", call.Body);
        Assert.Matches("^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-central-1/ecr/aws4_request, ", call.Authorization);
    }

    [Theory]
    [InlineData("RepositoryNotFoundException")]
    [InlineData("com.amazonaws.ecr#RepositoryNotFoundException")]
    [InlineData("RepositoryNotFoundException:http://internal.amazon.com/coral/")]
    public async Task DescribeRepository_Absent_IsNull(string type)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error(type));
        using var factory = aws.Factory();

        Assert.Null(await factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));
    }

    [Fact]
    public async Task CreateRepository_WithSettings_SendsThemInOneCall()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(Described.Replace("\"repositories\":[", "\"repository\":", StringComparison.Ordinal).Replace("}]}", "}}", StringComparison.Ordinal)));
        using var factory = aws.Factory();
        var creation = new RepositoryCreation(
            TagMutability.Create(TagMutabilityMode.ImmutableWithExclusion, [ExclusionFilter.Cache])!,
            Encryption.Aes256,
            ScanOnPush: null,
            [new ResourceTag("team", string.Empty)]);

        var created = await factory.For(ScriptedAws.Registry).Repositories.CreateRepositoryAsync(Name, creation, Cancellation);

        Assert.Equal("11111111-2222-3333-4444-555555555555", created?.Receipt.RequestId);
        Assert.Equal(
            """{"registryId":"123456789012","repositoryName":"web/app","tags":[{"Key":"team","Value":""}],"imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"cache"}],"encryptionConfiguration":{"encryptionType":"AES256"}}""",
            Assert.Single(aws.Calls).Body);
    }

    [Fact]
    public async Task CreateRepository_Existing_IsNull()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("RepositoryAlreadyExistsException"));
        using var factory = aws.Factory();
        var creation = new RepositoryCreation(TagMutability.Immutable, Encryption.Aes256, null, []);

        Assert.Null(await factory.For(ScriptedAws.Registry).Repositories.CreateRepositoryAsync(Name, creation, Cancellation));
    }

    [Fact]
    public async Task GetLifecyclePolicy_None_IsNull()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("LifecyclePolicyNotFoundException"));
        using var factory = aws.Factory();

        Assert.Null(await factory.For(ScriptedAws.Registry).Repositories.GetLifecyclePolicyAsync(Name, Cancellation));
    }

    [Fact]
    public async Task GetRepositoryPolicy_RepositoryAbsent_IsAnErrorThatSaysSo()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(
            () => factory.For(ScriptedAws.Registry).Repositories.GetRepositoryPolicyAsync(Name, Cancellation));

        Assert.Equal(EcrErrorKind.RepositoryNotFound, failure.Kind);
    }

    [Fact]
    public async Task AnyCall_Denied_NamesCallResourceCodeRequestAndStatement()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("AccessDeniedException", "User: arn:aws:iam::1:user/u is not authorized"));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(
            () => factory.For(ScriptedAws.Registry).Repositories.PutLifecyclePolicyAsync(Name, "{}", Cancellation));

        Assert.Equal(EcrErrorKind.AccessDenied, failure.Kind);
        Assert.Equal(("ecr", "PutLifecyclePolicy", "AccessDeniedException"), (failure.Service, failure.Operation, failure.Code));
        Assert.Equal(Name, failure.Repository);
        Assert.Equal(400, failure.HttpStatus);
        Assert.Equal("11111111-2222-3333-4444-555555555555", failure.RequestId);
        Assert.Contains(
            """{"Effect":"Allow","Action":"ecr:PutLifecyclePolicy","Resource":"arn:aws:ecr:eu-central-1:123456789012:repository/web/app"}""",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"repositories":[]}""")]
    [InlineData("""{"repositories":[null]}""")]
    [InlineData("""{"repositories":[{}]}""")]
    [InlineData("""{"repositories":""")]
    [InlineData("<html>Sign in to the guest network</html>")]
    public async Task DescribeRepository_InvalidAnswer_IsUnusable(string body)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(body));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(
            () => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(EcrErrorKind.UnusableAnswer, failure.Kind);
    }

    [Fact]
    public async Task DescribeRepository_UnknownTagMutability_IsDescribedWithoutIt()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(
            """{"repositories":[{"repositoryArn":"arn:aws:ecr:eu-central-1:123456789012:repository/web/app","registryId":"123456789012","repositoryName":"web/app","imageTagMutability":"SOMETIMES"}]}"""));
        using var factory = aws.Factory();

        var description = await factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation);

        Assert.Equal(Name, description?.Name);
        Assert.Contains("SOMETIMES", description?.TagMutability.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "ThrottlingException", EcrErrorKind.Throttled)]
    [InlineData(HttpStatusCode.InternalServerError, "ServerException", EcrErrorKind.Unavailable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", EcrErrorKind.Unavailable)]
    public async Task AnyCall_FailingForNow_IsRetriedAsStandardModeSays(HttpStatusCode status, string code, EcrErrorKind kind)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error(code, "Rate exceeded", status));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(
            () => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(3, aws.Calls.Count);
    }

    [Fact]
    public async Task AnyCall_NoOneThere_IsUnreachable()
    {
        using var aws = new ScriptedAws(_ => throw new HttpRequestException("Connection refused"));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(
            () => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(EcrErrorKind.Unreachable, failure.Kind);
        Assert.Contains("Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_TimedOut_IsUnreachable()
    {
        using var aws = new ScriptedAws(_ => throw new TaskCanceledException("timed out", new TimeoutException()));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(
            () => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(EcrErrorKind.Unreachable, failure.Kind);
        Assert.Contains("in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_Cancelled_ThrowsTheCancellation()
    {
        using var cancelled = new CancellationTokenSource();
        using var aws = new ScriptedAws(async (_, cancellationToken) =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ScriptedAws.Json("{}");
        });
        using var factory = aws.Factory();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, cancelled.Token));
    }
}
