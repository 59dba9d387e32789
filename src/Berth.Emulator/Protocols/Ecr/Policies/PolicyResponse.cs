using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Policies;

/// <summary>The answer of the three operations on repository policies.</summary>
internal sealed record PolicyResponse(string RegistryId, string RepositoryName, string PolicyText)
{
    public static PolicyResponse Of(Repository repository, string policyText) =>
        new(repository.Registry.Account.ToString(), repository.Name.ToString(), policyText);
}
