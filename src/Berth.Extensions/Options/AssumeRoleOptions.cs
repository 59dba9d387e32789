namespace Berth.Extensions.Options;

/// <summary>The role through which a registry is reached.</summary>
public sealed class AssumeRoleOptions
{
    /// <summary>Gets or sets the ARN of the IAM role; by default none, and then STS is never called.</summary>
    public string? RoleArn { get; set; }

    /// <summary>Gets or sets the external id that the role's trust policy asks for; by default none. It is shared in confidence and never logged.</summary>
    public string? ExternalId { get; set; }
}
