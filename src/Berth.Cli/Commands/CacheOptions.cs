using System.CommandLine;
using Berth.Builders;
using Berth.Deployments;
using Berth.Names;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Cli.Commands;

/// <summary>The options by which a build is told where its cache goes and how it is compressed.</summary>
internal sealed class CacheOptions
{
    private const string Zstd = "zstd";

    private readonly Option<string?> branch = new("--branch")
    {
        HelpName = "BRANCH",
        Description = "Keeps the build cache under the branch's own tag, cache-BRANCH, which a filter such as 'cache-*' must let move. Default: the tag cache.",
    };

    private readonly Option<string?> compression = new("--cache-compression")
    {
        HelpName = Zstd,
        Description = "The compression of the build cache. Default: the builder's own, gzip.",
    };

    public void AddTo(Command command)
    {
        compression.AcceptOnlyFromAmong(Zstd);
        command.Add(branch);
        command.Add(compression);
    }

    /// <summary>Finds, before anything is called, that the branch's cache tag could never move.</summary>
    public Fault? FindFault(ParseResult parsed, DeploymentTarget target)
    {
        if (parsed.GetValue(branch) is not { } name)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            return new Fault("--branch", "the branch has no name", "give the branch's name, or leave the option out");
        }

        var tag = BranchCacheTag.Of(name);
        var desired = target.Desired.TagMutability;
        var moves = target.Registry is null || desired is null || desired.Mode switch
        {
            TagMutabilityMode.ImmutableWithExclusion => desired.Filters.Any(filter => filter.Matches(tag)),
            TagMutabilityMode.MutableWithExclusion => !desired.Filters.Any(filter => filter.Matches(tag)),
            TagMutabilityMode.Immutable => false,
            _ => true,
        };
        return moves
            ? null
            : new Fault("--branch", $"the tag '{tag}' could never move, for no filter of the repository's lets it", "add the filter 'cache-*' to settings.tagMutability.filters");
    }

    /// <summary>Gives the cache of a prepared deployment: the branch's first, the common one behind it.</summary>
    public BuildCache Read(ParseResult parsed, PreparedDeployment prepared)
    {
        var how = parsed.GetValue(compression) == Zstd ? CacheCompression.Zstd : CacheCompression.BuilderDefault;
        if (parsed.GetValue(branch) is not { } name)
        {
            return new BuildCache(prepared.CacheImage, compression: how);
        }

        var own = ImageReference.Of(prepared.Registry, prepared.Repository, BranchCacheTag.Of(name));
        return new BuildCache(own, [own, prepared.CacheImage], how);
    }
}
