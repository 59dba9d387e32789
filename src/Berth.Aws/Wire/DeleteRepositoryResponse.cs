namespace Berth.Aws.Wire;

internal sealed record DeleteRepositoryResponse(WireRepository? Repository);
