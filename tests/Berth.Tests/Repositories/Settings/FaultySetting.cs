using Berth.Names;
using Berth.Repositories;
using Berth.Repositories.Settings;

namespace Berth.Tests.Repositories.Settings;

/// <summary>A setting that throws an unexpected exception at one of its steps.</summary>
internal sealed class FaultySetting(ISetting inner, string step) : ISetting
{
    public const string Message = "unexpected";

    public SettingName Name => inner.Name;

    public bool IsDesired(DesiredSettings desired) => inner.IsDesired(desired);

    public string Fingerprint(DesiredSettings desired, ReconcilePolicy policy) => inner.Fingerprint(desired, policy);

    public Task<object?>? StartRead(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) => step switch
    {
        "start" => throw new InvalidOperationException(Message),
        "read" when inner.StartRead(repositories, repository, cancellationToken) is not null => Task.FromException<object?>(new KeyNotFoundException(Message)),
        _ => inner.StartRead(repositories, repository, cancellationToken),
    };

    public object? ReadFrom(RepositoryDescription description) =>
        step == "read" ? throw new KeyNotFoundException(Message) : inner.ReadFrom(description);

    public object? ReadAfterCreation(RepositoryCreation creation, RepositoryDescription description) => inner.ReadAfterCreation(creation, description);

    public IEnumerable<SettingDrift> Compare(DesiredSettings desired, object? observed, ReconcilePolicy policy) =>
        step == "compare" ? throw new InvalidOperationException(Message) : inner.Compare(desired, observed, policy);

    public RepositoryCreation AddToCreation(RepositoryCreation creation, DesiredSettings desired) => inner.AddToCreation(creation, desired);

    public RepositoryCreation RemoveFromCreation(RepositoryCreation creation) => inner.RemoveFromCreation(creation);
}
