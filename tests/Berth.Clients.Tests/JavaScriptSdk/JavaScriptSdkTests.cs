namespace Berth.Clients.Tests.JavaScriptSdk;

/// <summary>The AWS SDK for JavaScript, unmodified, does every operation of the control plane; what each case asserts is in operations.mjs.</summary>
public sealed class JavaScriptSdkTests(JavaScriptSdkFixture sdk) : IClassFixture<JavaScriptSdkFixture>
{
    [Theory]
    [InlineData("CreateRepository")]
    [InlineData("DescribeRepositories")]
    [InlineData("PutImageTagMutability")]
    [InlineData("PutImageScanningConfiguration")]
    [InlineData("PutLifecyclePolicy")]
    [InlineData("GetLifecyclePolicy")]
    [InlineData("StartLifecyclePolicyPreview")]
    [InlineData("GetLifecyclePolicyPreview")]
    [InlineData("DeleteLifecyclePolicy")]
    [InlineData("SetRepositoryPolicy")]
    [InlineData("GetRepositoryPolicy")]
    [InlineData("DeleteRepositoryPolicy")]
    [InlineData("GetAuthorizationToken")]
    [InlineData("ListTagsForResource")]
    [InlineData("TagResource")]
    [InlineData("UntagResource")]
    [InlineData("DescribeImages")]
    [InlineData("ListImages")]
    [InlineData("BatchGetImage")]
    [InlineData("BatchDeleteImage")]
    [InlineData("DeleteRepository")]
    [InlineData("GetCallerIdentity")]
    [InlineData("AssumeRole")]
    public void Operation_WithTheSdk_Works(string operation)
    {
        Assert.True(sdk.Cases.TryGetValue(operation, out var result), $"the script did not reach {operation}");
        Assert.True(result.Ok, result.Detail);
    }
}
