using System.Text.Json.Serialization;

namespace Berth.Emulator.Storage.Sqlite.Migrations;

/// <summary>Reads documents of schema 1. A member that schema 1 does not have is refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ImageDocument1))]
internal sealed partial class ImageDocument1Json : JsonSerializerContext;
