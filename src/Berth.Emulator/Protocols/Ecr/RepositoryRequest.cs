namespace Berth.Emulator.Protocols.Ecr;

/// <summary>The request of the operations that take a repository and nothing else.</summary>
internal sealed record RepositoryRequest(string? RegistryId, string? RepositoryName);
