using Berth.Aws.Sessions;

namespace Berth.Aws.Runtime;

/// <summary>What a registry's calls go through, and the role's session that signs them, if there is a role.</summary>
internal sealed record EcrConnection(EcrPipeline Pipeline, RoleCredentials? Role);
