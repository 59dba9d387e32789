using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Berth.Names;

/// <summary>
/// An Amazon Resource Name: <c>arn:partition:service:region:account:resource</c>. Region and account are empty for services that have none.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"/>
[JsonConverter(typeof(ValueJsonConverter<Arn>))]
public sealed record Arn : IValue<Arn>
{
    private const string RepositoryPrefix = "repository/";
    private const string RolePrefix = "role/";
    private const int MaxLength = 2048;

    private static readonly SearchValues<char> ServiceLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private Arn(Partition partition, string service, Region? region, AccountId? account, string resource)
    {
        Partition = partition;
        Service = service;
        Region = region;
        Account = account;
        Resource = resource;
    }

    /// <summary>Gets the partition.</summary>
    public Partition Partition { get; }

    /// <summary>Gets the service's name, such as <c>ecr</c> or <c>iam</c>.</summary>
    public string Service { get; }

    /// <summary>Gets the region, or <see langword="null"/> for a service without regions.</summary>
    public Region? Region { get; }

    /// <summary>Gets the account, or <see langword="null"/> for a resource that belongs to none.</summary>
    public AccountId? Account { get; }

    /// <summary>Gets the resource, with its type where it has one: <c>repository/web/app</c>, <c>role/deployer</c>.</summary>
    public string Resource { get; }

    /// <summary>Gets the name of the ECR repository that this ARN names, or <see langword="null"/> if it names something else.</summary>
    public RepositoryName? Repository =>
        Service == "ecr" && Region is not null && Account is not null && Resource.StartsWith(RepositoryPrefix, StringComparison.Ordinal)
        && RepositoryName.TryParse(Resource[RepositoryPrefix.Length..], out var name)
            ? name
            : null;

    /// <summary>Gets a value indicating whether this ARN names an IAM role.</summary>
    public bool IsRole =>
        Service == "iam" && Region is null && Account is not null
        && Resource.StartsWith(RolePrefix, StringComparison.Ordinal) && Resource.Length > RolePrefix.Length
        && !Resource.EndsWith('/');

    /// <summary>Returns the ARN of an ECR repository.</summary>
    /// <param name="account">The account of the registry.</param>
    /// <param name="region">The region of the registry.</param>
    /// <param name="name">The repository's name.</param>
    /// <returns>The ARN.</returns>
    public static Arn OfRepository(AccountId account, Region region, RepositoryName name)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(name);
        return new Arn(region.Partition, "ecr", region, account, RepositoryPrefix + name);
    }

    /// <summary>Parses an ARN.</summary>
    /// <param name="text">The ARN.</param>
    /// <returns>The ARN as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a valid ARN.</exception>
    public static Arn Parse(string text) => Value.Parse<Arn>(text, "an ARN");

    /// <summary>Parses an ARN, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The ARN, or <see langword="null"/>.</param>
    /// <returns>Whether the text is an ARN.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Arn? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out Arn? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        if (text?.Split(':', 6) is not ["arn", var partitionId, var service, var regionName, var accountText, var resource])
        {
            reason = "an ARN is six fields joined by colons: arn:partition:service:region:account:resource";
            return false;
        }

        Region? region = null;
        AccountId? account = null;
        reason = text.Length > MaxLength ? $"an ARN has at most {MaxLength} characters" : null;
        var partition = Partition.WithId(partitionId);
        if (partition is null)
        {
            reason ??= $"partition '{partitionId}' does not exist";
        }

        if (regionName.Length > 0 && !Region.TryParse(regionName, out region, out var regionReason))
        {
            reason ??= regionReason;
        }

        if (accountText.Length > 0 && !AccountId.TryParse(accountText, out account, out var accountReason))
        {
            reason ??= accountReason;
        }

        if (service.Length == 0 || service.AsSpan().ContainsAnyExcept(ServiceLetters))
        {
            reason ??= "its service is lower-case letters, digits and hyphens";
        }

        if (resource.Length == 0 || resource.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)))
        {
            reason ??= "its resource is not empty and has no white space";
        }

        if (reason is not null)
        {
            return false;
        }

        value = new Arn(partition!, service, region, account, resource);
        return true;
    }

    /// <summary>The six fields joined by colons.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
