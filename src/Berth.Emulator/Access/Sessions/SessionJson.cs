using System.Text.Json.Serialization;

namespace Berth.Emulator.Access.Sessions;

/// <summary>The JSON inside the tokens of known principals.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SealedPrincipal))]
internal sealed partial class SessionJson : JsonSerializerContext;
