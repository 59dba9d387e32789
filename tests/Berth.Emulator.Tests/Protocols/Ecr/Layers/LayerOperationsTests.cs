using System.Net;
using System.Text.Json;

namespace Berth.Emulator.Tests.Protocols.Ecr.Layers;

public sealed class LayerOperationsTests : EmulatorTest
{
    [Fact]
    public async Task BatchCheckLayerAvailability_OfSeveral_TellsEachApart()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushLayerAsync("aa", "one");

        var answer = await Ecr.OkAsync(
            "BatchCheckLayerAvailability",
            $$"""{"repositoryName":"aa","layerDigests":["{{EcrPushes.DigestOf("one")}}","{{EcrPushes.DigestOf("two")}}","nonsense",""]}""");

        Assert.Equal(
            ["AVAILABLE", "UNAVAILABLE"], answer.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("layerAvailability").GetString()));
        Assert.Equal(3, answer.GetProperty("layers")[0].GetProperty("layerSize").GetInt64());
        Assert.Equal(
            ["InvalidLayerDigest", "MissingLayerDigest"],
            answer.GetProperty("failures").EnumerateArray().Select(failure => failure.GetProperty("failureCode").GetString()));
    }

    [Fact]
    public async Task UploadLayerPart_OutOfOrder_SaysWhereToGoOn()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var upload = await BeginAsync();
        await Ecr.OkAsync("UploadLayerPart", Part(upload, 0, "one"));

        var answer = await Ecr.CallAsync("UploadLayerPart", Part(upload, 7, "two"));

        Assert.Equal(400, answer.Status);
        Assert.Equal("InvalidLayerPartException", answer.Json.GetProperty("__type").GetString());
        Assert.Equal(2, answer.Json.GetProperty("lastValidByteReceived").GetInt64());
        Assert.Equal(upload, answer.Json.GetProperty("uploadId").GetString());
    }

    [Fact]
    public async Task CompleteLayerUpload_OfASmallPartBeforeTheLast_IsRefused()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var upload = await BeginAsync();
        await Ecr.OkAsync("UploadLayerPart", Part(upload, 0, "one"));
        await Ecr.OkAsync("UploadLayerPart", Part(upload, 3, "two"));

        Assert.Equal("LayerPartTooSmallException", (await Ecr.ErrorAsync("CompleteLayerUpload", Complete(upload))).Code);
    }

    [Fact]
    public async Task CompleteLayerUpload_OfTwoParts_IsTheLayer()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var upload = await BeginAsync();
        var first = new string('x', 5 * 1024 * 1024);
        await Ecr.OkAsync("UploadLayerPart", Part(upload, 0, first));
        await Ecr.OkAsync("UploadLayerPart", Part(upload, first.Length, "two"));

        var answer = await Ecr.OkAsync(
            "CompleteLayerUpload", $$"""{"repositoryName":"aa","uploadId":"{{upload}}","layerDigests":["{{EcrPushes.DigestOf(first + "two")}}"]}""");

        Assert.Equal(EcrPushes.DigestOf(first + "two"), answer.GetProperty("layerDigest").GetString());
    }

    [Fact]
    public async Task CompleteLayerUpload_OfAnotherDigest_IsRefused()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var upload = await BeginAsync();
        await Ecr.OkAsync("UploadLayerPart", Part(upload, 0, "one"));

        var (code, message) = await Ecr.ErrorAsync(
            "CompleteLayerUpload", $$"""{"repositoryName":"aa","uploadId":"{{upload}}","layerDigests":["{{EcrPushes.DigestOf("two")}}"]}""");

        Assert.Equal(("InvalidLayerException", "None of the provided layer digests match the calculated layer digest"), (code, message));
    }

    [Fact]
    public async Task CompleteLayerUpload_OfNothingOrOfAKnownLayer_IsRefused()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushLayerAsync("aa", "one");
        var empty = await BeginAsync();
        var again = await BeginAsync();
        await Ecr.OkAsync("UploadLayerPart", Part(again, 0, "one"));

        Assert.Equal("EmptyUploadException", (await Ecr.ErrorAsync("CompleteLayerUpload", Complete(empty))).Code);
        Assert.Equal("LayerAlreadyExistsException", (await Ecr.ErrorAsync("CompleteLayerUpload", Complete(again))).Code);
        Assert.Equal("UploadNotFoundException", (await Ecr.ErrorAsync("CompleteLayerUpload", Complete(Guid.NewGuid().ToString()))).Code);
        Assert.Equal("InvalidParameterException", (await Ecr.ErrorAsync("CompleteLayerUpload", Complete("../../etc"))).Code);
    }

    [Fact]
    public async Task GetDownloadUrlForLayer_OfAnImagesLayer_GivesAnAddressThatWorks()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one", "v1");
        await Ecr.PushLayerAsync("aa", "loose");

        var url = (await Ecr.OkAsync("GetDownloadUrlForLayer", Download("one"))).GetProperty("downloadUrl").GetString()!;
        using var http = new HttpClient(Emulator.CreateHandler());
        using var response = await http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("one", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("LayerInaccessibleException", (await Ecr.ErrorAsync("GetDownloadUrlForLayer", Download("loose"))).Code);
        Assert.Equal("LayersNotFoundException", (await Ecr.ErrorAsync("GetDownloadUrlForLayer", Download("unknown"))).Code);
    }

    private static string Download(string content) => $$"""{"repositoryName":"aa","layerDigest":"{{EcrPushes.DigestOf(content)}}"}""";

    private static string Complete(string upload) =>
        $$"""{"repositoryName":"aa","uploadId":"{{upload}}","layerDigests":["{{EcrPushes.DigestOf("one")}}"]}""";

    private static string Part(string upload, int first, string content) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["repositoryName"] = "aa",
        ["uploadId"] = upload,
        ["partFirstByte"] = first,
        ["partLastByte"] = first + content.Length - 1,
        ["layerPartBlob"] = System.Text.Encoding.UTF8.GetBytes(content),
    });

    private async Task<string> BeginAsync() =>
        (await Ecr.OkAsync("InitiateLayerUpload", """{"repositoryName":"aa"}""")).GetProperty("uploadId").GetString()!;
}
