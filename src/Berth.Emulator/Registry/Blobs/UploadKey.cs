using System.Security.Cryptography;
using System.Text;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Names an upload: its id, and the repository that it was begun in, in which alone it exists.</summary>
/// <param name="Id">The id that the client was given.</param>
/// <param name="Owner">The registry and the repository, in any form that tells them apart.</param>
internal readonly record struct UploadKey(Guid Id, string Owner)
{
    private const int OwnerHashLength = 8;

    /// <summary>The key as a file's name: no character of it comes from a client.</summary>
    public string ToFileName()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Owner), hash);
        return $"{Id:N}.{Convert.ToHexStringLower(hash[..OwnerHashLength])}";
    }
}
