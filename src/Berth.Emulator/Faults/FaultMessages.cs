namespace Berth.Emulator.Faults;

/// <summary>The texts of faults that are the same in every protocol.</summary>
internal static class FaultMessages
{
    public const string Failure = "A planned fault of the emulator.";
    public const string Quota = "A planned fault of the emulator: the quota is used up.";
    public const string Throttled = "Rate exceeded";
    public const string CredentialsExpired = "The security token included in the request is expired";

    public static string NotAuthorized(string? principal, string action, string resource) =>
        $"User: {principal ?? "anonymous"} is not authorized to perform: {action} on resource: {resource} "
        + $"because no identity-based policy allows the {action} action";

    public static string RepositoryNotFound(string? repository, object? account) =>
        $"The repository with name '{repository}' does not exist in the registry with id '{account}'";
}
