using Berth.Emulator.Access;
using CsCheck;

namespace Berth.Emulator.Tests.Access;

/// <summary>Any invalid credentials are refused with an answer of the protocol, never with a failure of the emulator.</summary>
public sealed class HostileCredentialsTests : IAsyncLifetime
{
    private static readonly Gen<string> Part = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 40],
        Gen.OneOf(
            "AWS4-HMAC-SHA256 ", "Credential=", "SignedHeaders=", "Signature=", "AKIACALLERCALLER0001/20260101/us-east-1/ecr/aws4_request", ", ", "host;x-amz-date",
            ";", "Basic ", "QVdTOng=", "=", "host"));

    private BerthEmulator emulator = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(AccessSetting.Identities(AccessCases.All["nothing allows"])) },
            TestContext.Current.CancellationToken);
        http = new HttpClient { BaseAddress = emulator.Endpoint };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task Authorization_Arbitrary_IsRefusedByEveryProtocol() => await Gen.Select(Part.Array[0, 8], Part).SampleAsync(
        async (parts, token) =>
        {
            foreach (var (path, type) in new[] { ("/", "application/x-amz-json-1.1"), ("/", "application/x-www-form-urlencoded"), ("/v2/_catalog", "") })
            {
                using var request = new HttpRequestMessage(type.Length == 0 ? HttpMethod.Get : HttpMethod.Post, path);
                request.Headers.TryAddWithoutValidation("Authorization", string.Concat(parts));
                request.Headers.TryAddWithoutValidation("X-Amz-Date", "20260101T120000Z");
                request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);
                if (type.EndsWith("1.1", StringComparison.Ordinal))
                {
                    request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories");
                }

                if (type.Length > 0)
                {
                    request.Content = new ByteArrayContent("Action=GetCallerIdentity"u8.ToArray());
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                }

                using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

                Assert.InRange((int)response.StatusCode, 400, 403);
            }
        },
        iter: 200,
        threads: 1);
}
