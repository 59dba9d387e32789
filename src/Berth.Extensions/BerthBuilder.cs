using Microsoft.Extensions.DependencyInjection;

namespace Berth.Extensions;

/// <summary>Adds further parts to the Berth that <c>AddBerth</c> registered.</summary>
public sealed class BerthBuilder
{
    internal BerthBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the services that Berth is registered in.</summary>
    public IServiceCollection Services { get; }
}
