using System.Text.Json.Serialization;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>A resource tag on the wire; its members alone are written with capitals.</summary>
internal sealed record TagShape(
    [property: JsonPropertyName("Key")] string? Key,
    [property: JsonPropertyName("Value")] string? Value);
