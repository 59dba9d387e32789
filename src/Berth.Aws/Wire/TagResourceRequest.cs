namespace Berth.Aws.Wire;

internal sealed record TagResourceRequest(string ResourceArn, IReadOnlyList<WireTag> Tags);
