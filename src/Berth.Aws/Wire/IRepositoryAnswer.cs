namespace Berth.Aws.Wire;

/// <summary>An answer that says which repository it is about.</summary>
internal interface IRepositoryAnswer
{
    string? RegistryId { get; }

    string? RepositoryName { get; }
}
