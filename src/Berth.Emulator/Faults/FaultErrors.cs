using System.Buffers;
using System.Text;
using System.Text.Json;
using Berth.Emulator.Access;
using Berth.Emulator.Protocols.Ecr;
using Berth.Emulator.Protocols.Oci;

namespace Berth.Emulator.Faults;

/// <summary>Planned faults in the words of each door.</summary>
internal static class FaultErrors
{
    private const string Expired = "The security token included in the request is expired";
    private const string Failure = "A planned fault of the emulator.";

    /// <summary>The error of ECR's or STS's API that a fault is; <see langword="null"/> for those that spoil the answer instead.</summary>
    /// <exception cref="ConnectionCutException">The fault is that the connection is cut.</exception>
    public static EcrError? Of(PlannedFault fault, string service, string operation, Caller? caller, string? repository) => fault.Kind switch
    {
        FaultKind.Throttle => new EcrError(400, service == "sts" ? "Throttling" : "ThrottlingException", "Rate exceeded"),
        FaultKind.ServerError => new EcrError(fault.Status, service == "sts" ? "InternalFailure" : "ServerException", Failure),
        FaultKind.DropConnection => throw new ConnectionCutException(),
        FaultKind.AccessDenied => new EcrError(
            service == "sts" ? 403 : 400,
            service == "sts" ? "AccessDenied" : "AccessDeniedException",
            $"User: {caller?.Arn ?? "anonymous"} is not authorized to perform: {service}:{operation} on resource: {ArnOf(caller, repository)} "
            + $"because no identity-based policy allows the {service}:{operation} action"),
        FaultKind.Quota => EcrError.LimitExceeded("A planned fault of the emulator: the quota is used up."),
        FaultKind.RepositoryNotFound => new EcrError(
            400,
            "RepositoryNotFoundException",
            $"The repository with name '{repository}' does not exist in the registry with id '{caller?.Account}'"),
        FaultKind.UnknownCode => new EcrError(400, fault.Code, Failure),
        FaultKind.ExpiredCredentials => new EcrError(
            service == "sts" ? 403 : 400, service == "sts" ? "ExpiredToken" : "ExpiredTokenException", Expired),
        _ => null,
    };

    /// <summary>The error of the data plane that a fault is; <see langword="null"/> for those that spoil the answer instead.</summary>
    /// <exception cref="ConnectionCutException">The fault is that the connection is cut.</exception>
    public static OciError? OfDistribution(PlannedFault fault, string operation, Caller caller, string repository) => fault.Kind switch
    {
        FaultKind.Throttle => new OciError(OciErrorCode.TooManyRequests, "Rate exceeded"),
        FaultKind.ServerError => new OciError(new OciErrorCode("INTERNAL_ERROR", fault.Status), Failure),
        FaultKind.Quota => new OciError(new OciErrorCode("DENIED", 403), "A planned fault of the emulator: the quota is used up."),
        FaultKind.UnknownCode => new OciError(new OciErrorCode(fault.Code, 400), Failure),
        FaultKind.ExpiredCredentials =>
            new OciError(OciErrorCode.Denied, "Your authorization token has expired. Reauthenticate and try again."),
        _ => Of(fault, "ecr", operation, caller, repository) is { } error
            ? new OciError(fault.Kind == FaultKind.RepositoryNotFound ? OciErrorCode.NameUnknown : OciErrorCode.Denied, error.Message)
            : null,
    };

    /// <summary>Spoils an answer.</summary>
    /// <param name="fault">How.</param>
    /// <param name="answer">The proper answer.</param>
    /// <param name="repository">The repository that it speaks of, if any.</param>
    public static byte[] Spoil(PlannedFault fault, ReadOnlySpan<byte> answer, string? repository) => fault.Kind switch
    {
        FaultKind.EmptyBody => [],
        FaultKind.WrongRepository when repository is not null =>
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer).Replace($"{repository}\"", $"{repository}-other\"", StringComparison.Ordinal)),
        FaultKind.MalformedBody => [.. answer[..(answer.Length / 2)], .. "{"u8],
        _ => answer.ToArray(),
    };

    /// <summary>Finds the repository that a request speaks of, however broken the request is.</summary>
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

    private static string ArnOf(Caller? caller, string? repository) =>
        caller is null || repository is null ? "*" : $"arn:{caller.Region.Partition}:ecr:{caller.Region}:{caller.Account}:repository/{repository}";
}
