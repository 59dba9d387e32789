using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Berth.Emulator.ControlPlane.Repositories;

namespace Berth.Emulator.Wire;

/// <summary>The JSON of ECR's API: lower camel case, no nulls, strict types, times as epoch seconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(TextConverter), typeof(IntegerConverter), typeof(LongConverter), typeof(FlagConverter), typeof(EpochConverter),
        typeof(ListConverter<string>), typeof(ListConverter<ExclusionFilterShape>), typeof(ListConverter<TagShape>),
        typeof(ListConverter<RepositoryShape>),
    ])]
[JsonSerializable(typeof(CreateRepositoryRequest))]
[JsonSerializable(typeof(DescribeRepositoriesRequest))]
[JsonSerializable(typeof(DescribeRepositoriesResponse))]
[JsonSerializable(typeof(DeleteRepositoryRequest))]
[JsonSerializable(typeof(RepositoryResponse))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Quotes and angle brackets need no escape here: nobody puts these answers into a page.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
