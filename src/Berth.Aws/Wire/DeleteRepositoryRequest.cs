namespace Berth.Aws.Wire;

internal sealed record DeleteRepositoryRequest(string RegistryId, string RepositoryName, bool Force);
