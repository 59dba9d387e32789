using System.Text.RegularExpressions;
using Berth.Names;

namespace Berth.Registries;

/// <summary>The IAM role through which a registry in another account is reached, with the external id that its trust policy asks for.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>
public sealed partial record AssumedRole
{
    private const int MinExternalIdLength = 2;
    private const int MaxExternalIdLength = 1224;

    private AssumedRole(Arn role, string? externalId)
    {
        Role = role;
        ExternalId = externalId;
    }

    /// <summary>Gets the role's ARN.</summary>
    public Arn Role { get; }

    /// <summary>Gets the external id, or <see langword="null"/> where none is asked for.</summary>
    public string? ExternalId { get; }

    /// <summary>Builds the value, or says everything that is wrong with its parts.</summary>
    /// <param name="role">The ARN of an IAM role.</param>
    /// <param name="externalId">The external id, or <see langword="null"/>.</param>
    /// <param name="where">The name of the setting that holds role and external id, for the faults.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>The value, or <see langword="null"/> if <paramref name="faults"/> took any.</returns>
    public static AssumedRole? Create(string role, string? externalId, string where, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (!Arn.TryParse(role, out var arn, out var reason) || !arn.IsRole)
        {
            faults.Add(new Fault(
                $"{where}.roleArn",
                $"'{role}' is not the ARN of an IAM role: {reason ?? "it names something else"}",
                "give an ARN such as arn:aws:iam::123456789012:role/deployer"));
            arn = null;
        }

        if (externalId is not null
            && (externalId.Length is < MinExternalIdLength or > MaxExternalIdLength || !ExternalIdGrammar().IsMatch(externalId)))
        {
            faults.Add(new Fault(
                $"{where}.externalId",
                "the external id is not valid",
                $"give {MinExternalIdLength} to {MaxExternalIdLength} letters, digits and characters of _+=,.@:/-"));
            arn = null;
        }

        return arn is null ? null : new AssumedRole(arn, externalId);
    }

    /// <summary>The role's ARN. The external id is left out: it is shared in confidence.</summary>
    /// <returns>The text for messages.</returns>
    public override string ToString() => Role.ToString();

    [GeneratedRegex(@"^[\w+=,.@:\/-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ExternalIdGrammar();
}
