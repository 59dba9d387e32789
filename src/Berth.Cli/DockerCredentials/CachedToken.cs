using System.Text;
using Berth.Credentials;
using Berth.Names;

namespace Berth.Cli.DockerCredentials;

/// <summary>A token as it is kept: credentials, and when they were had. It serves until half of its life is over, and as a last resort to its end.</summary>
/// <param name="Credentials">The credentials.</param>
/// <param name="ObtainedAt">When they were had.</param>
internal sealed record CachedToken(RegistryCredentials Credentials, DateTimeOffset ObtainedAt)
{
    public bool IsFreshAt(DateTimeOffset now) =>
        Credentials.ExpiresAt is { } end && now >= ObtainedAt && now < ObtainedAt + ((end - ObtainedAt) / 2);

    public bool HoldsAt(DateTimeOffset now) => Credentials.HoldAt(now);

    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8))
        {
            writer.Write(ObtainedAt.ToUnixTimeMilliseconds());
            writer.Write((Credentials.ExpiresAt ?? ObtainedAt).ToUnixTimeMilliseconds());
            writer.Write(Credentials.UserName);
            writer.Write(Credentials.Password.Reveal());
        }

        return buffer.ToArray();
    }

    /// <exception cref="EndOfStreamException">The bytes are no token's.</exception>
    public static CachedToken Read(byte[] bytes, RegistryHost host)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        var obtained = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
        return new CachedToken(new RegistryCredentials(host, reader.ReadString(), new Secret(reader.ReadString()), expires), obtained);
    }
}
