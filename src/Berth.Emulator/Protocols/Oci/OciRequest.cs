using System.Diagnostics.CodeAnalysis;
using Berth.Emulator.Access;
using Berth.Emulator.Registry.Images;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>One authenticated request to <c>/v2/</c>, with its route and caller.</summary>
internal sealed class OciRequest(EmulatorContext emulator, HttpContext http, Route route, Caller caller, RegistryState registry)
{
    public EmulatorContext Emulator => emulator;

    public HttpContext Http => http;

    public Route Route => route;

    public RegistryState Registry => registry;

    public CancellationToken Aborted => http.RequestAborted;

    public DateTimeOffset Now => emulator.Clock.GetUtcNow();

    public bool IsHead => HttpMethods.IsHead(http.Request.Method);

    public bool LikeEcr => emulator.Options.Fidelity == Fidelity.Ecr;

    /// <summary>A member of the query, or <see langword="null"/>.</summary>
    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>Returns whether the caller is allowed to perform an action on a repository of this registry, which need not exist.</summary>
    public OciError? Authorize(string action, Repository? repository, string name)
    {
        var resource = repository?.Arn
            ?? $"arn:{registry.Key.Region.Partition}:ecr:{registry.Key.Region}:{registry.Key.Account}:repository/{name}";
        return Authorize(action, resource, repository);
    }

    /// <summary>Returns whether the caller is allowed to perform an action on a resource.</summary>
    public OciError? Authorize(string action, string resource, Repository? repository)
    {
        var denial = emulator.Access.Authorize(new AccessRequest(caller, action, resource, repository?.Settings.PolicyText)
        {
            ResourceTags = repository?.Settings.ResourceTags,
        });
        return denial is null ? null : new OciError(OciErrorCode.Denied, denial.Message);
    }

    /// <summary>Finds the repository of the path, if the caller is allowed to perform the action.</summary>
    /// <returns>Why it cannot be had, or <see langword="null"/> with the repository.</returns>
    public OciError? TryFindRepository(string action, [MaybeNull] out Repository repository)
    {
        repository = null;
        if (!RepositoryName.TryParse(route.Name, out var name, out var reason))
        {
            return new OciError(OciErrorCode.NameInvalid, $"'{route.Name}' is not a valid repository name: {reason}");
        }

        repository = registry.Find(name);
        return Authorize(action, repository, route.Name) ?? (repository is null ? RepositoryUnknown() : null);
    }

    /// <summary>As <see cref="TryFindRepository"/>, for a push: where the emulator is told to, it creates what is missing.</summary>
    public async ValueTask<(Repository? Repository, OciError? Error)> FindForPushAsync(string action)
    {
        var error = TryFindRepository(action, out var repository);
        if (error?.Code == OciErrorCode.NameUnknown && emulator.Options.CreateOnPush)
        {
            if (Authorize(Actions.CreateRepository, null, route.Name) is { } denial)
            {
                return (null, denial);
            }

            var name = RepositoryName.Parse(route.Name);
            repository = await registry.CreateAsync(name, new RepositorySettings(), Now, Aborted).ConfigureAwait(false)
                ?? registry.Find(name);
            error = repository is null ? RepositoryUnknown() : null;
        }

        return (repository, error);
    }

    public OciError RepositoryUnknown() =>
        new(OciErrorCode.NameUnknown, ImageMessages.RepositoryNotFound(route.Name, registry.Key));
}
