using Berth.Names;
using Berth.Registries;

namespace Berth.Deployments.Telemetry;

/// <summary>One call to the API of a registry; the retries of an SDK belong to the call.</summary>
/// <param name="Registry">The registry.</param>
/// <param name="Repository">The repository.</param>
/// <param name="Operation">The API operation, such as <c>CreateRepository</c>.</param>
internal sealed record ApiCall(EcrRegistry Registry, RepositoryName Repository, string Operation);
