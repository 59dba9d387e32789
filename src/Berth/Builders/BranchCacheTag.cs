using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Berth.Names;

namespace Berth.Builders;

/// <summary>The cache tag of a branch, <c>cache-{branch}</c>, for builds of several branches, which otherwise overwrite each other's cache.</summary>
public static class BranchCacheTag
{
    private const string Prefix = "cache-";
    private const int MaxBranchLength = 100;
    private const int HashLength = 8;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Creates the cache tag of a branch.</summary>
    /// <param name="branch">The name of the branch in git.</param>
    /// <returns>
    /// The tag: the branch's name if that has only lower-case letters, digits, dots, underscores and hyphens. Otherwise each other character becomes a
    /// hyphen, and a hash of the name is appended, so that two branches do not share a tag.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="branch"/> is empty.</exception>
    public static Tag Create(string branch)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(branch);
        if (branch.Length <= MaxBranchLength && !branch.AsSpan().ContainsAnyExcept(Letters))
        {
            return Tag.Parse(Prefix + branch);
        }

        var letters = branch.ToLowerInvariant().Take(MaxBranchLength).Select(letter => Letters.Contains(letter) ? letter : '-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(branch)))[..HashLength];
        return Tag.Parse($"{Prefix}{string.Concat(letters)}-{hash}");
    }
}
