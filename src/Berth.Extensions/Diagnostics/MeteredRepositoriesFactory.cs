using System.Collections.Concurrent;
using Berth.Registries;
using Berth.Repositories;

namespace Berth.Extensions.Diagnostics;

/// <summary>Gives ports to repositories that count and trace every call.</summary>
internal sealed class MeteredRepositoriesFactory(IEcrRepositoriesFactory inner, TimeProvider time) : IEcrRepositoriesFactory
{
    private readonly ConcurrentDictionary<EcrRegistry, IEcrRepositories> ports = new();

    public IEcrRepositories For(EcrRegistry registry) =>
        ports.GetOrAdd(registry, static (key, self) => new MeteredRepositories(self.inner.For(key), self.time), (inner, time));
}
