using System.Text.Json.Serialization;
using ZiggyCreatures.Caching.Fusion.Internals.Distributed;

namespace Berth.Extensions.Knowledge;

/// <summary>The wire between replicas: the one form that knowledge has in a second level.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FusionCacheDistributedEntry<KnownEntry>))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
