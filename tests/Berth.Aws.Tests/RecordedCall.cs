namespace Berth.Aws.Tests;

/// <summary>A request as it went out. <see cref="Operation"/> is null for STS.</summary>
internal sealed record RecordedCall(string? Operation, Uri Uri, string? Target, string? ContentType, string? Authorization, string Body)
{
    public bool IsSts => Operation is null;
}
