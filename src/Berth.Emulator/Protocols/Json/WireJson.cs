using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Berth.Emulator.Protocols.Ecr;
using Berth.Emulator.Protocols.Ecr.Authorization;
using Berth.Emulator.Protocols.Ecr.Images;
using Berth.Emulator.Protocols.Ecr.Layers;
using Berth.Emulator.Protocols.Ecr.Lifecycle;
using Berth.Emulator.Protocols.Ecr.Policies;
using Berth.Emulator.Protocols.Ecr.Repositories;
using Berth.Emulator.Protocols.Ecr.Tagging;

namespace Berth.Emulator.Protocols.Json;

/// <summary>The JSON of ECR's API: lower camel case, no nulls, strict types, times as epoch seconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(TextConverter), typeof(IntegerConverter), typeof(LongConverter), typeof(FlagConverter), typeof(EpochConverter),
        typeof(ListConverter<string>),
        typeof(ListConverter<ExclusionFilterShape>),
        typeof(ListConverter<TagShape>),
        typeof(ListConverter<RepositoryShape>),
        typeof(ListConverter<AuthorizationDataShape>),
        typeof(ListConverter<ImageIdShape>),
        typeof(ListConverter<ImageFailureShape>),
        typeof(ListConverter<ImageDetailShape>),
        typeof(ListConverter<ImageShape>),
        typeof(ListConverter<LayerShape>),
        typeof(ListConverter<LayerFailureShape>),
        typeof(ListConverter<PreviewResultShape>),
        typeof(ListConverter<TransitionCountShape>),
        typeof(ListConverter<ReferrerShape>),
    ])]
[JsonSerializable(typeof(CreateRepositoryRequest))]
[JsonSerializable(typeof(DescribeRepositoriesRequest))]
[JsonSerializable(typeof(DescribeRepositoriesResponse))]
[JsonSerializable(typeof(DeleteRepositoryRequest))]
[JsonSerializable(typeof(RepositoryResponse))]
[JsonSerializable(typeof(PutImageTagMutabilityRequest))]
[JsonSerializable(typeof(PutImageTagMutabilityResponse))]
[JsonSerializable(typeof(ScanningRequest))]
[JsonSerializable(typeof(ScanningResponse))]
[JsonSerializable(typeof(RepositoryRequest))]
[JsonSerializable(typeof(PolicyResponse))]
[JsonSerializable(typeof(SetRepositoryPolicyRequest))]
[JsonSerializable(typeof(LifecyclePolicyRequest))]
[JsonSerializable(typeof(LifecycleResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(ListTagsRequest))]
[JsonSerializable(typeof(ListTagsResponse))]
[JsonSerializable(typeof(EmptyResponse))]
[JsonSerializable(typeof(GetAuthorizationTokenRequest))]
[JsonSerializable(typeof(GetAuthorizationTokenResponse))]
[JsonSerializable(typeof(DescribeImagesRequest))]
[JsonSerializable(typeof(DescribeImagesResponse))]
[JsonSerializable(typeof(ListImagesRequest))]
[JsonSerializable(typeof(ListImagesResponse))]
[JsonSerializable(typeof(BatchGetImageRequest))]
[JsonSerializable(typeof(BatchGetImageResponse))]
[JsonSerializable(typeof(BatchDeleteImageRequest))]
[JsonSerializable(typeof(BatchDeleteImageResponse))]
[JsonSerializable(typeof(PutImageRequest))]
[JsonSerializable(typeof(PutImageResponse))]
[JsonSerializable(typeof(CheckLayersRequest))]
[JsonSerializable(typeof(CheckLayersResponse))]
[JsonSerializable(typeof(InitiateLayerUploadResponse))]
[JsonSerializable(typeof(UploadLayerPartRequest))]
[JsonSerializable(typeof(UploadLayerPartResponse))]
[JsonSerializable(typeof(CompleteLayerUploadRequest))]
[JsonSerializable(typeof(CompleteLayerUploadResponse))]
[JsonSerializable(typeof(DownloadUrlRequest))]
[JsonSerializable(typeof(DownloadUrlResponse))]
[JsonSerializable(typeof(StartPreviewResponse))]
[JsonSerializable(typeof(GetPreviewRequest))]
[JsonSerializable(typeof(GetPreviewResponse))]
[JsonSerializable(typeof(StorageClassRequest))]
[JsonSerializable(typeof(StorageClassResponse))]
[JsonSerializable(typeof(ListReferrersRequest))]
[JsonSerializable(typeof(ListReferrersResponse))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Quotes and angle brackets need no escape, because the responses are not embedded in HTML.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
