namespace Berth.Aws.Wire;

internal sealed record SetRepositoryPolicyRequest(string RegistryId, string RepositoryName, string PolicyText, bool? Force);
