using System.Buffers;
using System.Text.Json;
using Berth.Emulator.Access;
using Berth.Emulator.Faults;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>Planned faults as errors of ECR's API.</summary>
internal static class EcrFaults
{
    public static EcrError ErrorOf(PlannedFault fault, string operation, Caller caller, string? repository) => fault.Kind switch
    {
        FaultKind.Throttle => new EcrError(400, "ThrottlingException", FaultMessages.Throttled),
        FaultKind.AccessDenied => new EcrError(
            400, "AccessDeniedException", FaultMessages.NotAuthorized(caller.Arn, "ecr:" + operation, ResourceOf(caller, repository))),
        FaultKind.Quota => EcrError.LimitExceeded(FaultMessages.Quota),
        FaultKind.RepositoryNotFound => new EcrError(
            400, "RepositoryNotFoundException", FaultMessages.RepositoryNotFound(repository, caller.Account)),
        FaultKind.UnknownCode => new EcrError(400, fault.Code, FaultMessages.Failure),
        FaultKind.ExpiredCredentials => new EcrError(400, "ExpiredTokenException", FaultMessages.CredentialsExpired),
        _ => new EcrError(fault.Status, "ServerException", FaultMessages.Failure),
    };

    public static string ResourceOf(Caller caller, string? repository) =>
        repository is null ? "*" : $"arn:{caller.Region.Partition}:ecr:{caller.Region}:{caller.Account}:repository/{repository}";

    /// <summary>Finds the repository that a request names; <see langword="null"/> if it names none or is not valid.</summary>
    public static string? RepositoryIn(ReadOnlySequence<byte> request)
    {
        try
        {
            using var document = JsonDocument.Parse(request);
            var root = document.RootElement;
            return root.TryGetProperty("repositoryName", out var name) ? name.GetString()
                : root.TryGetProperty("repositoryNames", out var names) && names.GetArrayLength() > 0 ? names[0].GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
