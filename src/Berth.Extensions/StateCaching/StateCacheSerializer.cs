using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ZiggyCreatures.Caching.Fusion.Serialization;

namespace Berth.Extensions.StateCaching;

/// <summary>Writes cache entries for a second level without reflection.</summary>
internal sealed class StateCacheSerializer : IFusionCacheSerializer
{
    public byte[] Serialize<T>(T? obj) => obj is null ? [] : JsonSerializer.SerializeToUtf8Bytes(obj, TypeInfo<T>());

    public T? Deserialize<T>(byte[] data) => data is null or [] ? default : JsonSerializer.Deserialize(data, TypeInfo<T>());

    public ValueTask<byte[]> SerializeAsync<T>(T? obj, CancellationToken token = default) => new(Serialize(obj));

    public ValueTask<T?> DeserializeAsync<T>(byte[] data, CancellationToken token = default) => new(Deserialize<T>(data));

    private static JsonTypeInfo<T> TypeInfo<T>() =>
        (JsonTypeInfo<T>?)StateCacheJson.Default.GetTypeInfo(typeof(T))
        ?? throw new NotSupportedException($"{typeof(T)} is not a type of the repository state cache.");
}
