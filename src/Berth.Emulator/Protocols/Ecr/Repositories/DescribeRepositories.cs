using System.Collections.Immutable;
using Berth.Emulator.Access;
using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>DescribeRepositories: those named, or page by page all of them by name.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html"/>
internal sealed class DescribeRepositories() : Operation<DescribeRepositoriesRequest, DescribeRepositoriesResponse>(
    nameof(DescribeRepositories), WireJson.Default.DescribeRepositoriesRequest, WireJson.Default.DescribeRepositoriesResponse)
{
    private const string Action = "ecr:DescribeRepositories";
    private const string NamesMember = "repositoryNames";

    protected override ValueTask<DescribeRepositoriesResponse> ExecuteAsync(
        DescribeRepositoriesRequest request, Call call, CancellationToken cancellationToken)
    {
        var registry = call.Registry(request.RegistryId);
        Page.Validate(request.MaxResults, Page.MaxSize);

        if (request.RepositoryNames is not { } names)
        {
            return ValueTask.FromResult(Listed(request, registry, call));
        }

        Check.Count(names, 1, 100, NamesMember);
        Page.RefuseWith(NamesMember, request.NextToken, request.MaxResults);

        var parsed = names.Select((name, index) => Check.Name(name, $"{NamesMember}.{index + 1}.member")).ToArray();
        var found = parsed.Select(name => call.Repository(registry, name, Action)).ToArray();
        return ValueTask.FromResult(new DescribeRepositoriesResponse(Shapes(found, call), null));
    }

    private static DescribeRepositoriesResponse Listed(DescribeRepositoriesRequest request, RegistryState registry, Call call)
    {
        var (region, account) = (registry.Key.Region, registry.Key.Account);
        call.Authorize(new AccessRequest(call.Caller, Action, $"arn:{region.Partition}:ecr:{region}:{account}:repository/*"));
        var names = registry.Names;
        var (start, end, nextToken) = Page.Of(names, request.NextToken, request.MaxResults);
        var found = Enumerable.Range(start, end - start)
            .Select(index => registry.Find(RepositoryName.Parse(names[index])))
            .OfType<Repository>();
        return new DescribeRepositoriesResponse(Shapes(found, call), nextToken);
    }

    private static ImmutableArray<RepositoryShape?> Shapes(IEnumerable<Repository> repositories, Call call) =>
        [.. repositories.Select(repository => RepositoryShape.Of(repository, call.RegistryHost))];
}
