using Berth.Emulator.Access;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>One call of the ECR API: the caller, the host that it used, and the services that answer it.</summary>
internal sealed class Call(Caller caller, HttpRequest http, EmulatorContext emulator)
{
    public Caller Caller => caller;

    /// <summary>The host that <c>repositoryUri</c> names.</summary>
    public string RegistryHost { get; } = emulator.RegistryHostOf(http);

    /// <summary>Scheme and host by which the client reached the emulator.</summary>
    public string Origin => $"{http.Scheme}://{http.Host}";

    /// <summary>The address of the registry for docker clients.</summary>
    public string ProxyEndpoint => $"{http.Scheme}://{RegistryHost}";

    public EmulatorContext Emulator => emulator;

    public DateTimeOffset Now => emulator.Clock.GetUtcNow();

    /// <summary>The registry that a request means: of the account that it names, or else of the caller's, in the caller's region.</summary>
    public RegistryState Registry(string? registryId) =>
        emulator.State.Registry(new RegistryKey(registryId is null ? caller.Account : Check.Account(registryId), caller.Region));

    /// <summary>Finds the repository that a request names, if the caller may do this with it.</summary>
    public Repository Repository(string? registryId, string? repositoryName, string action)
    {
        var name = Check.Name(repositoryName);
        return Repository(Registry(registryId), name, action);
    }

    public Repository Repository(
        RegistryState registry, RepositoryName name, string action, IReadOnlyDictionary<string, string>? requestTags = null)
    {
        var repository = registry.Find(name);
        Authorize(new AccessRequest(
            caller, action, repository?.Arn ?? ArnOf(registry, name), repository?.Settings.PolicyText)
        {
            ResourceTags = repository?.Settings.ResourceTags,
            RequestTags = requestTags,
        });
        return repository ?? throw NotFound(registry, name);
    }

    public void Authorize(in AccessRequest request)
    {
        if (emulator.Access.Authorize(request) is { } denial)
        {
            throw new EcrErrorException(EcrError.From(denial));
        }
    }

    /// <summary>Changes a repository's settings and gives the changed ones.</summary>
    public static async ValueTask<RepositorySettings> SetAsync(
        Repository repository, Func<RepositorySettings, RepositorySettings> change, CancellationToken cancellationToken)
    {
        var result = await repository.EditAsync(
            edit =>
            {
                edit.Set(change(edit.Settings));
                return edit.Settings;
            },
            cancellationToken).ConfigureAwait(false);
        return result.IsGone ? throw NotFound(repository) : result.Answer;
    }

    public static EcrErrorException NotFound(Repository repository) =>
        new(EcrError.RepositoryNotFound(repository.Name, repository.Registry.Account));

    public static EcrErrorException NotFound(RegistryState registry, RepositoryName name) =>
        new(EcrError.RepositoryNotFound(name, registry.Key.Account));

    public static string ArnOf(RegistryState registry, RepositoryName name) =>
        Arn.OfRepository(registry.Key.Account, registry.Key.Region, name).ToString();
}
