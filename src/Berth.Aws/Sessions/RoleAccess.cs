namespace Berth.Aws.Sessions;

/// <summary>A role as one caller reaches it: the session that all share, and the way to open narrower ones.</summary>
internal sealed record RoleAccess(RoleAssumer Assumer, SharedSession Session);
