using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Emulator.Access;
using Berth.Emulator.Access.Policies;
using Berth.Emulator.Faults;
using Berth.Emulator.Tests.Access;
using Berth.Emulator.Tests.Protocols.Oci;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Emulator.Tests.Refusals;

/// <summary>An emulator prepared for one row of the corpus: the repository <c>demo/app</c> with a configuration and a layer, and what the row's steps add.</summary>
internal sealed class RefusalScene : IAsyncDisposable
{
    private const string Name = "demo/app";
    private const string Image = OciClient.OciImage;

    /// <summary>Stands for the manifest of the step <c>image</c>.</summary>
    private const string SameManifest = "{manifest}";

    private readonly FakeTimeProvider clock = new(EmulatorTest.Start);
    private readonly Dictionary<string, string> values = [];
    private readonly bool hasIdentities;
    private readonly Fidelity fidelity;
    private BerthEmulator emulator = null!;
    private HttpClient signed = null!;
    private HttpClient registry = null!;
    private byte[] parts = [];
    private long received;

    private RefusalScene(Refusal row, Fidelity fidelity)
    {
        this.fidelity = fidelity;
        hasIdentities = row.Given.Any(static step => step.StartsWith("identity ", StringComparison.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RefusalScene> PrepareAsync(Refusal row, Fidelity fidelity = default)
    {
        var scene = new RefusalScene(row, fidelity);
        await scene.StartAsync(row.Given);
        foreach (var step in row.Given)
        {
            await scene.TakeAsync(step);
        }

        return scene;
    }

    /// <summary>Sends the request of the row.</summary>
    /// <returns>The status and the body.</returns>
    public async Task<(int Status, string Body)> SendAsync(RefusedRequest request)
    {
        if (request.Path?.Contains("{upload}", StringComparison.Ordinal) == true)
        {
            await BeginAsync();
        }

        using var http = request.Operation is null
            ? Message(new HttpMethod(request.Method!), Fill(request.Path!), Bytes(request.Body), request.ContentType, request.Range)
            : Call(request.Operation, Fill(Stringify(request.Body!.Value)));
        using var unknown = new HttpClient(new SigningHandler(new TestCredentials("AKIAUNKNOWNUNKNOWN01", "unknown"), "ecr", emulator.Clock, emulator.CreateHandler()))
        {
            BaseAddress = emulator.Endpoint,
        };
        using var anonymous = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Endpoint };
        var client = request.UnknownKey ? unknown : request.Anonymous ? anonymous : request.Operation is null ? registry : signed;
        using var response = await client.SendAsync(http, Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Replaces the names in braces by the values of the scene.</summary>
    public string Fill(string text)
    {
        foreach (var (name, value) in values)
        {
            text = text.Replace($"\"{{{name}}}\"", value.StartsWith('{') ? value : $"\"{value}\"", StringComparison.Ordinal)
                .Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    public async ValueTask DisposeAsync()
    {
        signed.Dispose();
        registry.Dispose();
        await emulator.DisposeAsync();
    }

    private async Task StartAsync(IReadOnlyList<string> given)
    {
        var account = hasIdentities ? Policy.Home : "123456789012";
        var credentials = hasIdentities ? AccessSetting.UserKey : new TestCredentials("AKIATEST", "any-secret");
        emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions
            {
                TimeProvider = clock,
                Fidelity = fidelity,
                RegistryHost = Names.RegistryHost.Parse("localhost:5000"),
                Identities = hasIdentities ? Identities(given) : null,
            },
            Token);
        signed = new HttpClient(new SigningHandler(credentials, "ecr", emulator.Clock, emulator.CreateHandler())) { BaseAddress = emulator.Endpoint };
        registry = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Endpoint };

        var config = "{}"u8.ToArray();
        var layer = "layer"u8.ToArray();
        values["account"] = account;
        values["caller"] = Policy.User;
        values["config"] = OciClient.DescriptorOf("application/vnd.oci.image.config.v1+json", config);
        values["cacheConfig"] = OciClient.DescriptorOf("application/vnd.buildkit.cacheconfig.v0", config);
        values["emptyConfig"] = OciClient.DescriptorOf("application/vnd.oci.empty.v1+json", config)[..^1] + ",\"data\":\"e30=\"}";
        values["annotatedConfig"] = values["config"][..^1] + ",\"annotations\":{\"org.opencontainers.image.title\":\"config.json\"}}";
        values["layer"] = OciClient.DescriptorOf("application/vnd.oci.image.layer.v1.tar", layer);
        values["parameterLayer"] = OciClient.DescriptorOf("application/vnd.dev.sigstore.bundle+json;version=0.2", layer);
        values["missing"] = OciClient.DescriptorOf(Image, "missing"u8.ToArray());
        values["missingDigest"] = OciClient.DigestOf("missing"u8.ToArray()).ToString();

        using var administrator = new SignedEcr(emulator, hasIdentities ? AccessSetting.AdministratorOf(account) : credentials);
        await administrator.OkAsync(
            "CreateRepository",
            $$"""{"repositoryName":"{{Name}}","imageTagMutability":"{{(given.Contains("immutable") ? "IMMUTABLE" : "MUTABLE")}}"}""");
        if (!given.Contains("identity ecr:* but ecr:GetAuthorizationToken"))
        {
            await LoginAsync();
        }

        if (!hasIdentities)
        {
            await PushAsync(config);
            await PushAsync(layer);
        }
    }

    private async Task TakeAsync(string step)
    {
        switch (step.Split(' '))
        {
            case ["immutable"] or ["identity", ..]:
                break;
            case ["image"]:
                await PutAsync("v1", OciClient.Bytes(Manifest()));
                values["image"] = OciClient.DescriptorOf(Image, OciClient.Bytes(Manifest()));
                values["imageDigest"] = OciClient.DigestOf(OciClient.Bytes(Manifest())).ToString();
                values["featuresImage"] = values["image"][..^1] + ",\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\",\"features\":[\"sse4\"]}}";
                break;
            case ["index"]:
                var index = OciClient.IndexOf(string.Empty, OciClient.Bytes(Manifest()));
                await PutAsync("multi", index, OciClient.OciIndex);
                values["indexDigest"] = OciClient.DigestOf(index).ToString();
                break;
            case ["tags", var count]:
                for (var number = 0; number < int.Parse(count, CultureInfo.InvariantCulture); number++)
                {
                    await PutAsync($"t{number}", OciClient.Bytes(Manifest()));
                }

                break;
            case ["expired"]:
                clock.Advance(TimeSpan.FromHours(13));
                break;
            case ["throttled"]:
                emulator.Faults.Add(new PlannedFault { Kind = FaultKind.Throttle });
                break;
            case ["part", var size]:
                await BeginAsync();
                using (var patch = Message(HttpMethod.Patch, values["upload"], Part(size), "application/octet-stream", null))
                {
                    (await registry.SendAsync(patch, Token)).Dispose();
                }

                break;
            case ["layer", "upload"]:
                await BeginLayerAsync();
                break;
            case ["layer", "part", var size]:
                await BeginLayerAsync();
                var bytes = Part(size);
                await OkAsync(
                    "UploadLayerPart",
                    $$"""{"repositoryName":"{{Name}}","uploadId":"{{values["uploadId"]}}","partFirstByte":{{received}},"partLastByte":{{received + bytes.Length - 1}},"layerPartBlob":"{{Convert.ToBase64String(bytes)}}"}""");
                received += bytes.Length;
                break;
            default:
                throw new InvalidOperationException($"the step '{step}' does not exist");
        }
    }

    private string Manifest() => Fill($$"""{"schemaVersion":2,"mediaType":"{{Image}}","config":"{config}","layers":["{layer}"]}""");

    private static IdentityDirectory Identities(IReadOnlyList<string> given)
    {
        var words = given.Single(static step => step.StartsWith("identity ", StringComparison.Ordinal)).Split(' ');
        var policy = words is [_, var allowed, "but", var denied]
            ? Policy.Document(Policy.Allow(allowed), Policy.Deny(denied))
            : Policy.Document(Policy.Allow(words[1]));
        return IdentityDirectory.Parse(AccessSetting.Identities(new AccessCase("refusal", AccessReason.Allowed) { Identity = policy }));
    }

    private async Task LoginAsync()
    {
        var answer = await OkAsync("GetAuthorizationToken", "{}");
        registry.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", answer.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString());
    }

    private byte[] Part(string size)
    {
        var bytes = new byte[int.Parse(size, CultureInfo.InvariantCulture)];
        parts = [.. parts, .. bytes];
        values["partsDigest"] = OciClient.DigestOf(parts).ToString();
        return bytes;
    }

    private async Task BeginAsync()
    {
        if (values.ContainsKey("upload"))
        {
            return;
        }

        using var request = Message(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/", null, null, null);
        using var response = await registry.SendAsync(request, Token);
        values["upload"] = response.Headers.Location!.ToString();
        values["uploadId"] = values["upload"].Split('/')[^1];
    }

    private async Task BeginLayerAsync()
    {
        if (!values.ContainsKey("uploadId"))
        {
            values["uploadId"] = (await OkAsync("InitiateLayerUpload", $$"""{"repositoryName":"{{Name}}"}""")).GetProperty("uploadId").GetString()!;
        }
    }

    private async Task PushAsync(byte[] blob)
    {
        using var request = Message(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/?digest={OciClient.DigestOf(blob)}", blob, "application/octet-stream", null);
        using var response = await registry.SendAsync(request, Token);
        Assert.Equal(201, (int)response.StatusCode);
    }

    private async Task PutAsync(string reference, byte[] manifest, string contentType = Image)
    {
        using var request = Message(HttpMethod.Put, $"/v2/{Name}/manifests/{reference}", manifest, contentType, null);
        using var response = await registry.SendAsync(request, Token);
        Assert.True((int)response.StatusCode == 201, await response.Content.ReadAsStringAsync(Token));
    }

    private async Task<JsonElement> OkAsync(string operation, string body)
    {
        using var request = Call(operation, body);
        using var response = await signed.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private byte[]? Bytes(JsonElement? body) => body switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Encoding.UTF8.GetBytes(text.GetString() == SameManifest ? Manifest() : text.GetString()!),
        { } json => Encoding.UTF8.GetBytes(Complete(Fill(json.GetRawText()))),
    };

    /// <summary>Writes the body of a call; a manifest becomes a string, as the API has it.</summary>
    private string Stringify(JsonElement body)
    {
        var members = JsonNode.Parse(body.GetRawText())!.AsObject();
        if (members["imageManifest"] is JsonObject manifest)
        {
            members["imageManifest"] = Complete(Fill(manifest.ToJsonString()));
        }
        else if (members["imageManifest"]?.GetValue<string>() == SameManifest)
        {
            members["imageManifest"] = Manifest();
        }

        return members.ToJsonString();
    }

    /// <summary>Checks that every name in braces has been replaced: what is left would be refused for another reason than the row's.</summary>
    private static string Complete(string json)
    {
        Assert.DoesNotContain("\"{", json, StringComparison.Ordinal);
        return json;
    }

    private static HttpRequestMessage Call(string operation, string body)
    {
        var request = Message(HttpMethod.Post, "/", Encoding.UTF8.GetBytes(body), "application/x-amz-json-1.1", null);
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation);
        return request;
    }

    private static HttpRequestMessage Message(HttpMethod method, string path, byte[]? body, string? contentType, string? range)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            if (range is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Range", range);
            }
        }

        return request;
    }
}
