using System.Text;
using Berth.Cli.Output;
using Berth.Credentials;
using Berth.Names;

namespace Berth.Cli.Commands;

/// <summary>Writes scoped credentials. It is the only place where they are printed.</summary>
internal static class CredentialsOutput
{
    public static string Json(ScopedCredentialsGranted granted, ImageReference image) => JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("registry", granted.Credentials.Host.ToString());
        writer.WriteString("repository", image.Repository.ToString());
        writer.WriteString("username", granted.Credentials.UserName);
        writer.WriteString("password", granted.Credentials.Password.Reveal());
        if (granted.Credentials.ExpiresAt is { } end)
        {
            writer.WriteString("expiresAt", end);
        }

        writer.WriteBoolean("scoped", !granted.IsBroad);
        if (granted.Keys is { } keys)
        {
            writer.WriteStartObject("keys");
            writer.WriteString("accessKeyId", keys.AccessKeyId);
            writer.WriteString("secretAccessKey", keys.SecretAccessKey.Reveal());
            writer.WriteString("sessionToken", keys.SessionToken.Reveal());
            writer.WriteString("expiresAt", keys.ExpiresAt);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }) + "\n";

    /// <summary>Lines for <c>eval</c> and <c>--env-file</c>: tokens and keys have no character that is special in a shell.</summary>
    public static string Environment(ScopedCredentialsGranted granted)
    {
        var lines = new StringBuilder();
        Line("BERTH_REGISTRY", granted.Credentials.Host.ToString());
        Line("BERTH_REGISTRY_USERNAME", granted.Credentials.UserName);
        Line("BERTH_REGISTRY_PASSWORD", granted.Credentials.Password.Reveal());
        if (granted.Keys is { } keys)
        {
            Line("AWS_ACCESS_KEY_ID", keys.AccessKeyId);
            Line("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey.Reveal());
            Line("AWS_SESSION_TOKEN", keys.SessionToken.Reveal());
        }

        return lines.ToString();

        void Line(string name, string value) => lines.Append(name).Append('=').Append(value).Append('\n');
    }

    /// <summary>The password alone, for <c>docker login --password-stdin</c>.</summary>
    public static string Text(ScopedCredentialsGranted granted) => granted.Credentials.Password.Reveal() + "\n";
}
