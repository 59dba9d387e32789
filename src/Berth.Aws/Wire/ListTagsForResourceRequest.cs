namespace Berth.Aws.Wire;

internal sealed record ListTagsForResourceRequest(string ResourceArn);
