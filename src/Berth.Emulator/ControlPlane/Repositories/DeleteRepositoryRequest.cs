namespace Berth.Emulator.ControlPlane.Repositories;

/// <summary>The request of DeleteRepository.</summary>
internal sealed record DeleteRepositoryRequest(string? RegistryId, string? RepositoryName, bool? Force);
