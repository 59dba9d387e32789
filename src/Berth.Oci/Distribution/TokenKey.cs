using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Distribution;

/// <summary>Everything that makes the token of a token server differ.</summary>
/// <param name="Registry">The registry that asks for the token.</param>
/// <param name="Realm">The token server.</param>
/// <param name="Service">The service that the challenge names.</param>
/// <param name="Scope">The access that is asked for.</param>
/// <param name="Identity">The identity of the login, without its secret; see <see cref="DockerLogin.Identity"/>.</param>
internal sealed record TokenKey(RegistryHost Registry, Uri Realm, string? Service, string? Scope, string Identity);
