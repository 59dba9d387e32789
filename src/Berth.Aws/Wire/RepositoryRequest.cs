namespace Berth.Aws.Wire;

internal sealed record RepositoryRequest(string RegistryId, string RepositoryName);
