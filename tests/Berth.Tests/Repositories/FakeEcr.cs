using System.Collections.Concurrent;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Tests.Repositories;

/// <summary>A registry in memory behind the port, whose every call can be looked at, delayed and made to fail.</summary>
internal sealed class FakeEcr : IEcrRepositories, IEcrRepositoriesFactory
{
    private readonly Lock gate = new();
    private int requests;

    public FakeEcr(EcrRegistry? registry = null) =>
        Registry = registry ?? new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com"));

    public EcrRegistry Registry { get; }

    public Dictionary<RepositoryName, FakeRepository> Repositories { get; } = [];

    /// <summary>The operations called, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Runs before each call takes effect; it may wait, or throw.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Runs after each call took effect; an answer can be lost here.</summary>
    public Func<string, CancellationToken, Task> After { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Sees each call that took effect, before anything else can happen.</summary>
    public Action<string> CallCompleted { get; set; } = static _ => { };

    /// <summary>Says why a creation is refused, if it is.</summary>
    public Func<RepositoryCreation, EcrErrorKind?> Refusing { get; set; } = static _ => null;

    /// <summary>Changes what a description says.</summary>
    public Func<string, RepositoryDescription, RepositoryDescription> Describing { get; set; } = static (_, description) => description;

    public IEcrRepositories For(EcrRegistry registry) => this;

    public FakeRepository Add(string name, TagMutability? mutability = null, string? lifecycle = null, string? policy = null, params ResourceTag[] tags)
    {
        var repository = new FakeRepository(mutability ?? TagMutability.Mutable, Encryption.Aes256, false, lifecycle, policy, [.. tags]);
        Repositories[RepositoryName.Parse(name)] = repository;
        return repository;
    }

    public FakeRepository Get(string name) => Repositories[RepositoryName.Parse(name)];

    /// <summary>Does something between two calls.</summary>
    public void Atomically(Action action)
    {
        lock (gate)
        {
            action();
        }
    }

    public EcrException Failure(EcrErrorKind kind, string operation, RepositoryName? name = null) =>
        new(kind, $"{operation} failed: {kind}") { Operation = operation, Registry = Registry, Repository = name, RequestId = "failed" };

    public Task<RepositoryDescription?> DescribeRepositoryAsync(RepositoryName name, CancellationToken cancellationToken) =>
        CallAsync(new Call("DescribeRepositories", cancellationToken), () => Repositories.TryGetValue(name, out var repository) ? Describe("DescribeRepositories", name, repository) : null);

    public Task<CreatedRepository?> CreateRepositoryAsync(RepositoryName name, RepositoryCreation creation, CancellationToken cancellationToken) =>
        CallAsync(new Call("CreateRepository", cancellationToken), () =>
        {
            if (Repositories.ContainsKey(name))
            {
                return null;
            }

            if (Refusing(creation) is { } kind)
            {
                throw Failure(kind, "CreateRepository", name);
            }

            var made = new FakeRepository(creation.TagMutability, creation.Encryption, creation.ScanOnPush ?? false, null, null, [.. creation.Tags]);
            Repositories[name] = made;
            return new CreatedRepository(Describe("CreateRepository", name, made), Receipt());
        });

    public Task<CallReceipt> PutImageTagMutabilityAsync(RepositoryName name, TagMutability tagMutability, CancellationToken cancellationToken) =>
        ChangeAsync(new Call("PutImageTagMutability", cancellationToken), name, repository => repository.TagMutability = tagMutability);

    public Task<string?> GetLifecyclePolicyAsync(RepositoryName name, CancellationToken cancellationToken) =>
        CallAsync(new Call("GetLifecyclePolicy", cancellationToken), () => Find("GetLifecyclePolicy", name).LifecyclePolicy);

    public Task<CallReceipt> PutLifecyclePolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        ChangeAsync(new Call("PutLifecyclePolicy", cancellationToken), name, repository => repository.LifecyclePolicy = policyText);

    public Task<string?> GetRepositoryPolicyAsync(RepositoryName name, CancellationToken cancellationToken) =>
        CallAsync(new Call("GetRepositoryPolicy", cancellationToken), () => Find("GetRepositoryPolicy", name).RepositoryPolicy);

    public Task<CallReceipt> SetRepositoryPolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        ChangeAsync(new Call("SetRepositoryPolicy", cancellationToken), name, repository => repository.RepositoryPolicy = policyText);

    public Task<IReadOnlyList<ResourceTag>> ListTagsAsync(RepositoryName name, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<ResourceTag>>(new Call("ListTagsForResource", cancellationToken), () => [.. Find("ListTagsForResource", name).Tags]);

    public Task<CallReceipt> AddTagsAsync(RepositoryName name, IReadOnlyList<ResourceTag> tags, CancellationToken cancellationToken) =>
        ChangeAsync(new Call("TagResource", cancellationToken), name, repository =>
        {
            repository.Tags.RemoveAll(tag => tags.Any(other => other.Key == tag.Key));
            repository.Tags.AddRange(tags);
        });

    public Task<CallReceipt> RemoveTagsAsync(RepositoryName name, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        ChangeAsync(new Call("UntagResource", cancellationToken), name, repository => repository.Tags.RemoveAll(tag => keys.Contains(tag.Key)));

    public Task<CallReceipt> PutScanOnPushAsync(RepositoryName name, bool scanOnPush, CancellationToken cancellationToken) =>
        ChangeAsync(new Call("PutImageScanningConfiguration", cancellationToken), name, repository => repository.ScanOnPush = scanOnPush);

    private RepositoryDescription Describe(string operation, RepositoryName name, FakeRepository repository) => Describing(operation, new RepositoryDescription(
        name,
        Registry.Account,
        Arn.OfRepository(Registry.Account, Registry.Region, name),
        $"{Registry.Host}/{name}",
        DateTimeOffset.UnixEpoch,
        DescribedSetting.Create<TagMutability>(repository.TagMutability),
        DescribedSetting.Create<bool>(repository.ScanOnPush),
        DescribedSetting.Create<Encryption>(repository.Encryption)));

    private CallReceipt Receipt() => new($"request-{Interlocked.Increment(ref requests)}");

    private FakeRepository Find(string operation, RepositoryName name) =>
        Repositories.TryGetValue(name, out var repository) ? repository : throw Failure(EcrErrorKind.RepositoryNotFound, operation, name);

    private Task<CallReceipt> ChangeAsync(Call call, RepositoryName name, Action<FakeRepository> change) =>
        CallAsync(call, () =>
        {
            change(Find(call.Operation, name));
            return Receipt();
        });

    private async Task<T> CallAsync<T>(Call call, Func<T> effect)
    {
        call.Token.ThrowIfCancellationRequested();
        Calls.Enqueue(call.Operation);
        await Before(call.Operation, call.Token).ConfigureAwait(false);
        T result;
        lock (gate)
        {
            result = effect();
            CallCompleted(call.Operation);
        }

        await After(call.Operation, call.Token).ConfigureAwait(false);
        return result;
    }

    private sealed record Call(string Operation, CancellationToken Token);
}
