using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Berth.Names;

namespace Berth.Builders;

/// <summary>The cache tag of a branch, <c>cache-{branch}</c>, for builders of several branches that would else overwrite each other's cache.</summary>
public static class BranchCacheTag
{
    private const string Prefix = "cache-";
    private const int MaxBranchLength = 100;
    private const int HashLength = 8;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Gives the cache tag of a branch.</summary>
    /// <param name="branch">The branch's name, as git knows it.</param>
    /// <returns>
    /// The tag: the branch's own name where that is lower-case letters, digits, dots, underscores and hyphens; else a name with each other
    /// character as a hyphen, and a hash of the branch's name behind it, so that two branches never share a tag.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="branch"/> is empty.</exception>
    public static Tag Of(string branch)
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
