using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployEndpoint;

/// <summary>The JSON of the endpoint, generated at compile time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(DeploymentAnswer))]
internal sealed partial class DeployJson : JsonSerializerContext;
