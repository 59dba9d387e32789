using System.Text.Json;
using Berth.Emulator.Protocols.Ecr;

namespace Berth.Emulator.Tests.Protocols.Ecr;

/// <summary>No request body makes an operation fail with a server error.</summary>
public sealed class HostileJsonTests : EmulatorTest
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "9223372036854775808", "1.5", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"😀\"",
        "[]", "[null]", "[[]]", "[\"\\ud800\"]", "[{}]", "{}", "{\"a\":null}", "{\"\\ud800\":\"a\"}", "{\"imageDigest\":\"\\ud800\"}",
    ];

    public static TheoryData<string> Operations => [.. OperationTable.Names];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_WithAHostileMember_IsNeverAServerError(string operation)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        foreach (var member in MembersOf())
        {
            foreach (var value in Values)
            {
                var body = member == "repositoryName" ? $$"""{"{{member}}":{{value}}}""" : $$"""{"repositoryName":"aa","{{member}}":{{value}}}""";
                var answer = await Ecr.CallAsync(operation, body);
                Assert.True(answer.Status < 500, $"{body}: {answer.Text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_WithAHostileBody_IsAClientError(string operation)
    {
        string[] bodies =
        [
            "null", "[]", "\"\"", "{", "{}}", "{}{}", "nonsense", "\0", "{\"repositoryName\":\"\\ud800\"}",
            "{\"x\":" + new string('[', 5000) + new string(']', 5000) + "}",
            "{\"repositoryName\":" + string.Concat(Enumerable.Repeat("{\"a\":", 5000)),
            "{\"repositoryName\":\"aa\",\"repositoryName\":5}",
            "{\"repositoryName\":\"" + new string('a', 900_000) + "\"}",
        ];
        foreach (var body in bodies)
        {
            var answer = await Ecr.CallAsync(operation, body);
            Assert.True(answer.Status < 500, $"{body[..Math.Min(40, body.Length)]}: {answer.Text}");
            Assert.Equal(JsonValueKind.Object, answer.Json.ValueKind);
        }
    }

    /// <summary>The members of every request, so that each operation also receives those that it does not have.</summary>
    private static string[] MembersOf() =>
    [
        "registryId", "repositoryName", "repositoryNames", "registryIds", "imageIds", "imageId", "subjectId", "filter", "nextToken", "maxResults",
        "tags", "tagKeys", "resourceArn", "imageTagMutability", "imageTagMutabilityExclusionFilters", "imageScanningConfiguration",
        "encryptionConfiguration", "policyText", "force", "lifecyclePolicyText", "imageManifest", "imageManifestMediaType", "imageTag",
        "imageDigest", "layerDigests", "layerDigest", "uploadId", "partFirstByte", "partLastByte", "layerPartBlob", "acceptedMediaTypes",
        "targetStorageClass",
    ];
}
