using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Errors;

/// <summary>A call of a service, for the messages of its errors.</summary>
internal sealed record ServiceCall(string Service, string Operation, EcrRegistry Registry, RepositoryName? Repository)
{
    /// <summary>Gets what was called, such as <c>ECR CreateRepository on 'web/app' in 123456789012/eu-central-1</c>.</summary>
    public string Text =>
        Repository is null
            ? $"{Service.ToUpperInvariant()} {Operation} for {Registry}"
            : $"{Service.ToUpperInvariant()} {Operation} on '{Repository}' in {Registry}";

    /// <summary>Gets the resource that a policy statement for the call would name.</summary>
    public string Resource =>
        Service == "sts" && Registry.Role is { } role
            ? role.ToString()
            : Repository is null ? "*" : Arn.OfRepository(Registry.Account, Registry.Region, Repository).ToString();

    public EcrException Failure(EcrErrorKind kind, string what, string remedy, Exception? cause = null) =>
        new(kind, $"{Text} {what}; {remedy}", cause)
        {
            Service = Service,
            Operation = Operation,
            Registry = Registry,
            Repository = Repository,
        };

    /// <summary>The answer does not fit the request.</summary>
    public EcrException Unusable(string what, Exception? cause = null) =>
        Failure(EcrErrorKind.UnusableAnswer, $"got an answer that {what}", "see whether the endpoint is that of Amazon ECR, and whether a proxy stands in between", cause);
}
