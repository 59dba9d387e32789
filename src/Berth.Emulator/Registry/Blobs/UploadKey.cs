using System.Security.Cryptography;
using System.Text;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Identifies an upload: its id and the repository that it belongs to.</summary>
/// <param name="Id">The id that the client received.</param>
/// <param name="Owner">The registry and the repository, in any unique form.</param>
internal readonly record struct UploadKey(Guid Id, string Owner)
{
    private const int OwnerHashLength = 8;

    /// <summary>Returns the key as the name of a file. No character comes from a client.</summary>
    public string ToFileName()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Owner), hash);
        return $"{Id:N}.{Convert.ToHexStringLower(hash[..OwnerHashLength])}";
    }
}
