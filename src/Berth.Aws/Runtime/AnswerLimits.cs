namespace Berth.Aws.Runtime;

/// <summary>The greatest size of an answer, by kind. A larger answer is refused while it is read.</summary>
internal static class AnswerLimits
{
    /// <summary>Errors are a code and a sentence; an HTML page of a proxy fits as well.</summary>
    public const int Error = 64 * 1024;

    /// <summary>An answer of STS: three credentials and an ARN.</summary>
    public const int Sts = 256 * 1024;

    /// <summary>Settings of a repository: ECR limits policies to tens of kilobytes, and a page of 1000 repositories to about a megabyte.</summary>
    public const int Settings = 4 * 1024 * 1024;

    /// <summary>A page of 1000 images with their tags.</summary>
    public const int ImagePage = 16 * 1024 * 1024;

    /// <summary>Up to 100 manifests of up to 4 MiB in theory, of some kilobytes in practice.</summary>
    public const int Manifests = 32 * 1024 * 1024;

    /// <summary>The limit that a request brings along, for an answer that is not of an AWS API.</summary>
    public static readonly HttpRequestOptionsKey<int> Key = new("berth.answer-limit");

    /// <summary>Gets the limit for the answer to a request.</summary>
    public static int For(HttpRequestMessage request, bool isError)
    {
        if (isError)
        {
            return Error;
        }

        if (request.Options.TryGetValue(Key, out var limit))
        {
            return limit;
        }

        if (!request.Headers.TryGetValues("X-Amz-Target", out var targets))
        {
            return Sts;
        }

        return targets.First().Split('.')[^1] switch
        {
            nameof(EcrOperations.BatchGetImage) => Manifests,
            nameof(EcrOperations.DescribeImages) or nameof(EcrOperations.ListImages) or nameof(EcrOperations.GetLifecyclePolicyPreview) => ImagePage,
            _ => Settings,
        };
    }
}
