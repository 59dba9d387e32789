using Berth.Registries;
using Berth.Repositories;

namespace Berth.Deployments.Telemetry;

/// <summary>Provides repositories that report each API call to the listener, whatever factory they come from.</summary>
internal sealed class ReportingRepositoriesFactory(IEcrRepositoriesFactory inner, BerthListener listener, TimeProvider time) : IEcrRepositoriesFactory
{
    public IEcrRepositories For(EcrRegistry registry) => new ReportingRepositories(inner.For(registry), listener, time);
}
