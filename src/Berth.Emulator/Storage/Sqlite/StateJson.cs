using System.Text.Json.Serialization;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>The JSON documents that the database keeps. Members may be added; those that are there keep their names and meaning.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RepositorySettings))]
[JsonSerializable(typeof(StoredImage))]
internal sealed partial class StateJson : JsonSerializerContext;
