namespace Berth.Oci.Configuration;

/// <summary>What became of a docker configuration that was edited.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsChanged">Whether the file was written; it is not where it already says what it should.</param>
/// <param name="KeptAside">Where the file that was there is kept, if it was broken and a new one was begun; <see langword="null"/> otherwise.</param>
/// <param name="ShadowedBy">
/// The credential helper that docker asks instead of the login that was written, as <c>credsStore</c> or <c>credHelpers</c> name it;
/// <see langword="null"/> if none does.
/// </param>
public sealed record DockerConfigChange(string Path, bool IsChanged, string? KeptAside = null, string? ShadowedBy = null);
