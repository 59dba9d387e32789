namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>The answer of CreateRepository and DeleteRepository.</summary>
internal sealed record RepositoryResponse(RepositoryShape Repository);
