using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Access.Sessions;

/// <summary>An authenticated caller: the principal that policies see, and the content of a token for it.</summary>
/// <param name="Principal">The caller as policies see it.</param>
/// <param name="Seal">The content of a token for the caller; a user's own keys do not expire.</param>
internal sealed record TrustedPrincipal(Principal Principal, SealedPrincipal Seal);
