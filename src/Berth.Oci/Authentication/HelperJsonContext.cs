using System.Text.Json.Serialization;

namespace Berth.Oci.Authentication;

/// <summary>The JSON of docker's credential helpers.</summary>
[JsonSerializable(typeof(HelperAnswer))]
[JsonSerializable(typeof(HelperStoreRequest))]
internal sealed partial class HelperJsonContext : JsonSerializerContext;
