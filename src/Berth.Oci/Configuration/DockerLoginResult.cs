namespace Berth.Oci.Configuration;

/// <summary>The location of a stored login.</summary>
/// <param name="Path">The path of docker's configuration.</param>
/// <param name="Helper">The credential helper that keeps the login, or <see langword="null"/> if the file itself does.</param>
/// <param name="IsChanged">Whether the file was written.</param>
public sealed record DockerLoginResult(string Path, string? Helper, bool IsChanged);
