using System.Net.Http.Headers;
using System.Text;
using Berth.Emulator.Faults;
using Berth.Emulator.Tests.Protocols.Oci;

namespace Berth.Emulator.Tests.Faults;

/// <summary>Every kind of fault has its effect in every protocol, over a real connection.</summary>
public sealed class FaultProtocolTests : EmulatorTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private string password = string.Empty;

    public static TheoryData<FaultKind, string> KindsAndProtocols()
    {
        var data = new TheoryData<FaultKind, string>();
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            data.Add(kind, "ecr");
            data.Add(kind, "oci");
            data.Add(kind, "sts");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(KindsAndProtocols))]
    public async Task Fault_OfEachKindInEachProtocol_ChangesOneAnswer(FaultKind kind, string protocol)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"demo/app"}""");
        using var http = Client();
        var correct = await BodyAsync(http, protocol);
        Emulator.Faults.Add(new PlannedFault { Kind = kind });

        await AssertFaultAsync(http, protocol, kind, correct);

        Assert.Equal(correct.Status, (await BodyAsync(http, protocol)).Status);
        Assert.Empty(Emulator.Faults.Pending);
    }

    [Theory]
    [InlineData("ecr")]
    [InlineData("oci")]
    [InlineData("sts")]
    public async Task Fault_AfterAnOperation_WaitsForItsSuccess(string protocol)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"demo/app"}""");
        using var http = Client();
        var operation = protocol == "sts" ? "GetCallerIdentity" : "ListImages";
        Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.ServerError, Status = 503, Operation = operation, After = operation });

        Assert.Equal(200, (await BodyAsync(http, protocol)).Status);
        Assert.Equal(503, (await BodyAsync(http, protocol)).Status);
        Assert.Equal(200, (await BodyAsync(http, protocol)).Status);
    }

    [Fact]
    public async Task Fault_AfterWorkOverV2_LosesOnlyTheAnswer()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"demo/app"}""");
        using var oci = new OciClient(Emulator);
        var manifest = await oci.ManifestAsync("one");
        Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.ServerError, Status = 502, Operation = "PutImage", AfterWork = true });

        using var put = await oci.PutManifestAsync("v1", manifest);
        using var head = await oci.HeadAsync("/v2/demo/app/manifests/v1");

        Assert.Equal((502, 200), ((int)put.StatusCode, (int)head.StatusCode));
    }

    [Fact]
    public async Task Fault_WithoutAnEnd_EndsWithTheEmulator()
    {
        var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        emulator.Faults.Add(new PlannedFault { Kind = FaultKind.StallBeforeHeaders });
        using var request = Request("ecr");
        var call = http.SendAsync(request, TestContext.Current.CancellationToken);
        while (emulator.Faults.Pending.Count > 0)
        {
            await Task.Yield();
        }

        await emulator.DisposeAsync().AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Theory]
    [InlineData("ListImage", null)]
    [InlineData("*", "CreateRepo")]
    public void Add_WithAnUnknownOperation_Throws(string operation, string? after)
    {
        var exception = Assert.Throws<ArgumentException>(
            () => Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.Throttle, Operation = operation, After = after }));

        Assert.Contains("CreateRepository", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WithADelayOverAnHour_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.Delay, Delay = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) }));

    private async Task AssertFaultAsync(HttpClient http, string protocol, FaultKind kind, (int Status, string Body) correct)
    {
        switch (kind)
        {
            case FaultKind.DropConnection or FaultKind.DropInBody:
                await Assert.ThrowsAnyAsync<Exception>(() => BodyAsync(http, protocol));
                break;
            case FaultKind.StallBeforeHeaders:
                await AssertNoEndAsync(http, protocol, -1);
                break;
            case FaultKind.StallInBody:
                await AssertNoEndAsync(http, protocol, correct.Body.Length / 2);
                break;
            case FaultKind.StallAfterBody:
                await AssertNoEndAsync(http, protocol, correct.Body.Length);
                break;
            case FaultKind.EndlessBody:
                await AssertNoEndAsync(http, protocol, 1024 * 1024);
                break;
            default:
                var (status, body) = await BodyAsync(http, protocol);
                AssertAnswer(kind, correct, status, body);
                break;
        }
    }

    private static void AssertAnswer(FaultKind kind, (int Status, string Body) correct, int status, string body)
    {
        switch (kind)
        {
            case FaultKind.Delay or FaultKind.WrongRepository:
                Assert.Equal(200, status);
                break;
            case FaultKind.MalformedBody:
                Assert.Equal((200, correct.Body.Length / 2 + 1, '{'), (status, body.Length, body[^1]));
                break;
            case FaultKind.EmptyBody:
                Assert.Equal((200, string.Empty), (status, body));
                break;
            case FaultKind.LargeBody:
                Assert.Equal(200, status);
                Assert.InRange(body.Length, 64 * 1024 * 1024, int.MaxValue);
                break;
            default:
                Assert.InRange(status, 400, 599);
                Assert.NotEmpty(body);
                break;
        }
    }

    /// <summary>Reads until the expected number of bytes arrived, and checks that the answer has not ended; -1 for no headers.</summary>
    private async Task AssertNoEndAsync(HttpClient http, string protocol, int expected)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = Request(protocol);
        var sending = http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
        if (expected < 0)
        {
            // The call has reached the server once the fault is taken.
            while (Emulator.Faults.Pending.Count > 0)
            {
                Assert.False(sending.IsCompleted, "The call ended before the fault was taken.");
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            await ending.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
            return;
        }

        using var response = await sending.WaitAsync(Limit, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStreamAsync(ending.Token);
        await body.ReadExactlyAsync(new byte[expected], ending.Token).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);
        if (expected < 64 * 1024)
        {
            var next = body.ReadAsync(new byte[1], ending.Token).AsTask();
            await ending.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        }
    }

    private async Task<(int Status, string Body)> BodyAsync(HttpClient http, string protocol)
    {
        using var request = Request(protocol);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.True(response.Headers.Contains("x-amzn-RequestId"));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private HttpRequestMessage Request(string protocol)
    {
        switch (protocol)
        {
            case "ecr":
                var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("""{"repositoryName":"demo/app"}""") };
                request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.ListImages");
                request.Headers.TryAddWithoutValidation("Authorization", EcrClient.Authorization);
                return request;
            case "sts":
                var form = new HttpRequestMessage(HttpMethod.Post, "/")
                {
                    Content = new FormUrlEncodedContent([new("Action", "GetCallerIdentity"), new("Version", "2011-06-15")]),
                };
                form.Headers.TryAddWithoutValidation("Authorization", EcrClient.Authorization.Replace("/ecr/", "/sts/", StringComparison.Ordinal));
                return form;
            default:
                return new HttpRequestMessage(HttpMethod.Get, "/v2/demo/app/tags/list")
                {
                    Headers = { Authorization = new AuthenticationHeaderValue("Basic", password) },
                };
        }
    }

    private HttpClient Client()
    {
        password = Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + OciClient.TokenOf(Emulator)));
        return new HttpClient { BaseAddress = Emulator.Endpoint };
    }
}
