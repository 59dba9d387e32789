using System.Text.Json.Serialization;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// The settings document of a repository in the store. Members may be added; existing ones keep their name and meaning. A document with
/// a member that this version does not know is refused, because writing it back would drop the member.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RepositorySettings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
