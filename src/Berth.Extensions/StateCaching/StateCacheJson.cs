using System.Text.Json.Serialization;
using ZiggyCreatures.Caching.Fusion.Internals.Distributed;

namespace Berth.Extensions.StateCaching;

/// <summary>The wire between replicas: the one form that knowledge has in a second level.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FusionCacheDistributedEntry<StateCacheEntry>))]
internal sealed partial class StateCacheJson : JsonSerializerContext;
