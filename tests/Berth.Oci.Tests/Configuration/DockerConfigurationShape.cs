namespace Berth.Oci.Tests.Configuration;

/// <summary>The expected results for one file of <c>DockerConfigurations</c> and the registry 123456789012.dkr.ecr.eu-central-1.amazonaws.com.</summary>
/// <param name="IsReadByDocker">Whether docker's client uses the file, or at least a part of it.</param>
/// <param name="FaultAt">The line and column at which Berth refuses the file, or <see langword="null"/> if it is understood.</param>
/// <param name="Helper">The credential helper that docker uses.</param>
/// <param name="Found">The login that is found: a user name, or the kind of a token.</param>
internal sealed record DockerConfigurationShape(bool IsReadByDocker, string? FaultAt, string? Helper, string? Found);
