using System.Text.Json.Serialization;

namespace Berth.Emulator.Access.Sessions;

/// <summary>The JSON inside the tokens of principals of an identities file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SealedPrincipal))]
internal sealed partial class SessionJson : JsonSerializerContext;
