namespace Berth.Aws.Wire;

internal sealed record CreateRepositoryResponse(WireRepository? Repository);
