using System.Text.Json.Serialization;
using ZiggyCreatures.Caching.Fusion.Internals.Distributed;

namespace Berth.Extensions.StateCaching;

/// <summary>The JSON format of cache entries in a second level, shared by replicas.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FusionCacheDistributedEntry<StateCacheEntry>))]
internal sealed partial class StateCacheJson : JsonSerializerContext;
