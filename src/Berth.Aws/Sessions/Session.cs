using Amazon.Runtime;

namespace Berth.Aws.Sessions;

/// <summary>A role's credentials and their end.</summary>
internal sealed record Session(ImmutableCredentials Credentials, DateTimeOffset EndsAt)
{
    /// <summary>The key's id and the end; never the secrets.</summary>
    public override string ToString() => $"{Credentials.AccessKey} until {EndsAt:O}";
}
