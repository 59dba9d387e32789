using System.Text.Json.Serialization;
using Berth.Oci.Authentication;
using Berth.Oci.Distribution;

namespace Berth.Oci;

/// <summary>The JSON of registries, token servers and credential helpers.</summary>
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(HelperAnswer))]
[JsonSerializable(typeof(HelperStoreRequest))]
internal sealed partial class OciJsonContext : JsonSerializerContext;
