using Berth.Concurrency;

namespace Berth.Aws.Sessions;

/// <summary>A role as one caller reaches it: the session that all calls share, and the client that opens narrower ones.</summary>
internal sealed record RoleAccess(RoleAssumer Assumer, Expiring<Session> Session);
