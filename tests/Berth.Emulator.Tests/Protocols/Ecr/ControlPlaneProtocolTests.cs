using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Berth.Emulator.Protocols.Ecr;
using CsCheck;

namespace Berth.Emulator.Tests.Protocols.Ecr;

public sealed class ControlPlaneProtocolTests : EmulatorTest
{
    [Theory]
    [InlineData("PutTheKettleOn")]
    [InlineData("")]
    [InlineData("createrepository")]
    public async Task Request_ForAnUnknownOperation_IsUnknown(string operation)
    {
        var (code, _) = await Ecr.ErrorAsync(operation, "{}", status: 404);

        Assert.Equal("UnknownOperationException", code);
    }

    [Fact]
    public async Task Request_WithoutATarget_IsUnknown()
    {
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        using var response = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("UnknownOperationException", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_LargerThanItsOperationTakes_IsTooLarge()
    {
        var (code, _) = await Ecr.ErrorAsync("CreateRepository", $$"""{"repositoryName":"{{new string('a', 2_000_000)}}"}""", status: 413);

        Assert.Equal("RequestEntityTooLargeException", code);
    }

    [Fact]
    public async Task Request_LargerThanItsOperationTakesInChunks_IsTooLarge()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(new string(' ', 2_000_000)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task Request_WithAnEmptyBody_IsAnEmptyObject()
    {
        Assert.Equal("{\"repositories\":[]}", (await Ecr.CallAsync("DescribeRepositories", string.Empty)).Text);
    }

    [Fact]
    public async Task Request_WithUnknownMembers_IsAnswered()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa","fromTheFuture":{"x":[1,2,{"y":null}]}}""");
    }

    [Fact]
    public async Task EveryOperation_OnAnUnknownRepository_SaysSo()
    {
        foreach (var operation in OperationTable.Names.Except(
            ["CreateRepository", "DescribeRepositories", "GetAuthorizationToken", "ListTagsForResource", "TagResource", "UntagResource"]))
        {
            var body = """
                {"repositoryName":"nothing/here","imageTagMutability":"MUTABLE","imageScanningConfiguration":{},"imageIds":[{"imageTag":"x"}],
                 "policyText":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}}","layerDigests":["sha256:00"],"layerDigest":"sha256:00",
                 "lifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"untagged\",\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":3},\"action\":{\"type\":\"expire\"}}]}",
                 "uploadId":"00000000-0000-0000-0000-000000000000","partFirstByte":0,"partLastByte":0,"layerPartBlob":"AA==",
                 "imageId":{"imageTag":"x"},"targetStorageClass":"ARCHIVE","subjectId":{"imageDigest":"sha256:00"},"imageManifest":MANIFEST}
                """.Replace("MANIFEST", JsonSerializer.Serialize(EcrPushes.Manifest("x")), StringComparison.Ordinal);

            var (code, message) = await Ecr.ErrorAsync(operation, body);

            Assert.Equal((operation, "RepositoryNotFoundException"), (operation, code));
            Assert.Equal("The repository with name 'nothing/here' does not exist in the registry with id '123456789012'", message);
        }
    }

    [Fact]
    public async Task EveryOperation_OnRandomJson_NeverFailsInside()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        string[] members =
        [
            "registryId", "repositoryName", "repositoryNames", "nextToken", "maxResults", "tags", "force", "imageIds", "filter", "policyText",
            "lifecyclePolicyText", "imageManifest", "imageTag", "layerDigests", "uploadId", "partFirstByte", "layerPartBlob", "resourceArn", "imageId",
        ];
        var scalar = Gen.OneOf(
            Gen.Const("null"), Gen.Const("true"), Gen.Const("-1"), Gen.Const("1e400"), Gen.Const("\"\""), Gen.Const("\"aa\""), Gen.Const("\"\\u0000\""),
            Gen.Const("\"123456789012\""), Gen.Const("[]"), Gen.Const("{}"), Gen.Const("[null]"), Gen.Const("[[1]]"), Gen.Const("[{\"imageTag\":\"x\"}]"),
            Gen.Const("99999999999999999999"), Gen.Const("{\"tagStatus\":3}"), Gen.String.Select(text => JsonSerializer.Serialize(text)));
        var member = Gen.Select(Gen.Int[0, members.Length - 1].Select(index => members[index]), scalar, (name, value) => $"\"{name}\":{value}");
        var body = member.Array[0, 6].Select(list => "{\"repositoryName\":\"aa\"," + string.Join(',', list.Append("\"x\":1")) + "}");
        string[] operations = [.. OperationTable.Names];
        var calls = Gen.Select(Gen.Int[0, operations.Length - 1].Select(index => operations[index]), body);

        await calls.SampleAsync(
            async call =>
            {
                var (operation, json) = call;
                var answer = await Ecr.CallAsync(operation, json);
                Assert.True(answer.Status < 500, $"{operation} {json}: {answer.Text}");
            },
            iter: 400,
            threads: 1);
    }

    [Fact]
    public async Task Request_OfBytesThatAreNoText_IsASerializationException()
    {
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new ByteArrayContent([.. Encoding.ASCII.GetBytes("{\"repositoryName\":\""), 0xFF, 0xFE, .. Encoding.ASCII.GetBytes("\"}")]),
        };
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.CreateRepository");
        request.Headers.TryAddWithoutValidation("Authorization", EcrClient.Authorization);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("SerializationException", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
