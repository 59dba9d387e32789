namespace Berth.Aws.Wire;

internal sealed record RepositoryReceipt(string? RegistryId, string? RepositoryName) : IRepositoryAnswer;
