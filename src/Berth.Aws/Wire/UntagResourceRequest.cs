namespace Berth.Aws.Wire;

internal sealed record UntagResourceRequest(string ResourceArn, IReadOnlyList<string> TagKeys);
