using System.Text;
using Berth.Credentials;
using Berth.Names;

namespace Berth.Cli.DockerCredentials;

/// <summary>A cached token. It is fresh for half of its lifetime, and is used to its end only if ECR gives no other one.</summary>
/// <param name="Credentials">The credentials.</param>
/// <param name="ObtainedAt">When they were fetched.</param>
internal sealed record CachedToken(RegistryCredentials Credentials, DateTimeOffset ObtainedAt)
{
    /// <summary>The run of the emulator that issued the token, or <see langword="null"/> if no emulator did.</summary>
    public string? Instance { get; init; }

    public bool IsFreshAt(DateTimeOffset now) =>
        Credentials.ExpiresAt is { } end && now >= ObtainedAt && now < ObtainedAt + ((end - ObtainedAt) / 2);

    public bool IsValidAt(DateTimeOffset now) => Credentials.HoldAt(now);

    /// <summary>Whether the token is of the run of the emulator that listens now. If none does, nothing is there to refuse the token.</summary>
    public bool IsOfInstance(string? current) => current is null || current == Instance;

    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8))
        {
            writer.Write(ObtainedAt.ToUnixTimeMilliseconds());
            writer.Write((Credentials.ExpiresAt ?? ObtainedAt).ToUnixTimeMilliseconds());
            writer.Write(Credentials.UserName);
            writer.Write(Credentials.Password.Reveal());
            writer.Write(Instance ?? string.Empty);
        }

        return buffer.ToArray();
    }

    /// <exception cref="EndOfStreamException">The bytes are not those of a token.</exception>
    public static CachedToken Read(byte[] bytes, RegistryHost host)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        var obtained = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
        var credentials = new RegistryCredentials(host, reader.ReadString(), new Secret(reader.ReadString()), expires);
        return new CachedToken(credentials, obtained) { Instance = reader.ReadString() is { Length: > 0 } instance ? instance : null };
    }
}
