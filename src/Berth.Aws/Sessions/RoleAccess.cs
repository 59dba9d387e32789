using Berth.Concurrency;

namespace Berth.Aws.Sessions;

/// <summary>A role that is reached in one way: the session that all calls share, and the client that creates restricted sessions.</summary>
internal sealed record RoleAccess(RoleAssumer Assumer, Expiring<Session> Session);
