using Berth.Credentials;

namespace Berth.Cli.Failures;

/// <summary>Scoped credentials were refused; the message names the principal and the missing permission, and has the statements to add.</summary>
internal sealed class RefusedCredentialsException(ScopedCredentialsRefused refusal) : BerthException(Write(refusal))
{
    private static string Write(ScopedCredentialsRefused refusal)
    {
        var advice = new List<string> { refusal.Message };
        if (refusal.Statement is { } statement)
        {
            advice.Add($"add to the policy of {refusal.Principal ?? "the principal"}: {statement}");
        }

        if (refusal.TrustStatement is { } trust)
        {
            advice.Add($"add to the role's trust policy: {trust}");
        }

        return string.Join("; ", advice);
    }
}
