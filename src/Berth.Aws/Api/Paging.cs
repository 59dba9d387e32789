using System.Runtime.CompilerServices;
using Berth.Aws.Runtime;
using Berth.Names;

namespace Berth.Aws.Api;

/// <summary>Walks the pages of an operation, one call a page, made when the page is asked for.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html"/>
internal static class Paging
{
    /// <summary>The greatest page of the operations that list repositories and images.</summary>
    public const int PageSize = 1000;

    public static async IAsyncEnumerable<TOutput> PagesAsync<TInput, TOutput>(
        this EcrApi api,
        EcrOperation<TInput, TOutput> operation,
        Func<string?, TInput> request,
        Func<TOutput, string?> nextToken,
        RepositoryName? repository,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TOutput : class
    {
        string? token = null;
        do
        {
            var response = await api.CallAsync(operation, request(token), repository, cancellationToken).ConfigureAwait(false);
            yield return response.Output!;

            var next = nextToken(response.Output!);
            if (next is not null && next == token)
            {
                throw api.Site(operation.Name, repository).Unusable("repeats its page's token, so that its pages would never end");
            }

            token = next;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
