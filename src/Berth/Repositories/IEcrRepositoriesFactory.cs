using Berth.Registries;

namespace Berth.Repositories;

/// <summary>Returns the client for a registry's repositories. Equal registries get the same client, with its connections and sessions.</summary>
public interface IEcrRepositoriesFactory
{
    /// <summary>Gets the port to a registry's repositories. No call is made.</summary>
    /// <param name="registry">The registry and the way to it.</param>
    /// <returns>The port.</returns>
    IEcrRepositories For(EcrRegistry registry);
}
