using System.Text.Json.Serialization;

namespace Berth.Oci.Distribution;

/// <summary>The JSON of registries and token servers.</summary>
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class DistributionJsonContext : JsonSerializerContext;
