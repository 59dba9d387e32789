using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Access.Sessions;

/// <summary>An authenticated caller: what policies see of it, and what a token for it would carry.</summary>
/// <param name="Principal">The caller as policies see it.</param>
/// <param name="Seal">The caller as a token carries it; a user's own keys have no end.</param>
internal sealed record TrustedPrincipal(Principal Principal, SealedPrincipal Seal);
