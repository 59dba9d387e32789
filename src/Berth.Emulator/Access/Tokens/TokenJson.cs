using System.Text.Json.Serialization;

namespace Berth.Emulator.Access.Tokens;

/// <summary>The JSON inside tokens.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SealedCaller))]
internal sealed partial class TokenJson : JsonSerializerContext;
