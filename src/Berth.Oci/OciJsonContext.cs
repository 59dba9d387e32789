using System.Text.Json.Serialization;
using Berth.Oci.Authentication;
using Berth.Oci.Configuration;
using Berth.Oci.Distribution;

namespace Berth.Oci;

/// <summary>What is read from registries, token servers, credential helpers and configuration files.</summary>
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(HelperAnswer))]
[JsonSerializable(typeof(DockerConfigDocument))]
internal sealed partial class OciJsonContext : JsonSerializerContext;
