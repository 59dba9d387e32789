namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>The request of DeleteRepository.</summary>
internal sealed record DeleteRepositoryRequest(string? RegistryId, string? RepositoryName, bool? Force);
