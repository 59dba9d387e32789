using System.Diagnostics.CodeAnalysis;
using Berth.Emulator.Access.Policies;
using Berth.Emulator.Access.Sessions;
using Berth.Emulator.Access.Signing;
using Berth.Emulator.Access.Tokens;
using Berth.Names;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Berth.Emulator.Access.Enforcement;

/// <summary>Authenticates the principals of an identities file, by signature or by a token issued here, and authorizes as IAM does.</summary>
internal sealed class EnforcingAccess : IAccessControl
{
    private readonly IdentityDirectory directory;
    private readonly SealedTokens seals;
    private readonly TimeProvider clock;
    private readonly PrincipalTokens tokens;
    private readonly SignatureVerifier verifier;
    private readonly RoleAssumption roles;
    private readonly RepositoryPolicies policies = new();
    private readonly PolicyWarnings warnings;

    public EnforcingAccess(IdentityDirectory directory, SealedTokens seals, TimeProvider clock, ILogger? logger = null)
    {
        warnings = new PolicyWarnings(logger ?? NullLogger.Instance);
        foreach (var (place, warning) in directory.Warnings)
        {
            warnings.Add(place, warning);
        }

        this.directory = directory;
        this.seals = seals;
        this.clock = clock;
        tokens = new PrincipalTokens(directory, seals);
        verifier = new SignatureVerifier(clock);
        roles = new RoleAssumption(directory);
    }

    public IReadOnlyList<string> Warnings => warnings.All;

    public bool TryAuthenticate(
        SignedRequest request, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out Denial? denial)
    {
        caller = null;
        if (!SignatureVerifier.TryRead(request, out var header, out denial))
        {
            return false;
        }

        if (FindKey(request, header, out var secret) is not { } principal)
        {
            denial = SignatureDenials.Of(SignatureFault.UnknownKey, request.Service, SignatureDenials.InvalidToken);
            return false;
        }

        denial = verifier.Verify(request, header, secret);
        if (denial is null && principal.Seal.ExpiresAt <= clock.GetUtcNow())
        {
            denial = SignatureDenials.Of(SignatureFault.Expired, request.Service, SignatureDenials.ExpiredToken);
        }

        caller = denial is null ? CallerOf(principal, header.Region) with { Origin = RequestOrigin.Of(request.Http) } : null;
        return denial is null;
    }

    public Denial? Authorize(in AccessRequest request)
    {
        if (request.Caller.Principal is not TrustedPrincipal caller)
        {
            return new Denial(403, "AccessDeniedException", $"{request.Caller.Arn} is not an identity of this emulator.");
        }

        var fields = request.Resource.Split(':', 6);
        var owner = fields.Length == 6 && AccountId.TryParse(fields[4], out var account) ? account : caller.Principal.Account;
        var policy = policies.Read(request.RepositoryPolicy);
        if (policy.Faults is not null)
        {
            return Deny(caller, request, $" because the policy of the repository is invalid: {policy.Faults}");
        }

        foreach (var warning in policy.Warnings)
        {
            warnings.Add(request.Resource, warning);
        }

        var context = request.Caller.Origin.AddTo(caller.Principal.Describe(), clock.GetUtcNow())
            .With(ConditionKeys.SourceIdentity, caller.Seal.SourceIdentity)
            .With(ConditionKeys.ResourceAccount, owner.ToString())
            .With(ConditionKeys.RequestedRegion, fields.Length == 6 ? fields[3] : request.Caller.Region.ToString())
            .WithTags(ConditionKeys.ResourceTag, request.ResourceTags)
            .WithTags(ConditionKeys.EcrResourceTag, request.ResourceTags)
            .WithTags(ConditionKeys.RequestTag, request.RequestTags)
            .WithAll(ConditionKeys.TagKeys, request.RequestTags?.Keys);
        var reason = AccessEvaluator.Decide(
            caller.Principal, new PolicyRequest(request.Action, request.Resource, context), owner, policy.Document);
        return reason == AccessReason.Allowed ? null : Deny(caller, request, DenialText.Of(reason, request.Action));
    }

    public string? RefusePolicy(string policyText)
    {
        if (policies.Read(policyText).Document is not { } document)
        {
            return "Invalid repository policy provided";
        }

        var isAnyUnknown = document.Statements
            .SelectMany(static statement => statement.Principals)
            .Any(principal => principal.Arn is { } arn && !directory.Exists(arn));
        return isAnyUnknown ? "Principal not found" : null;
    }

    public string IssueToken(Caller caller, DateTimeOffset expiresAt)
    {
        var seal = ((TrustedPrincipal)caller.Principal!).Seal;
        return tokens.Write(
            SealedTokens.Kind.PrincipalRegistry,
            seal with { Region = caller.Region, Registry = caller.Registry, ExpiresAt = expiresAt < seal.ExpiresAt ? expiresAt : seal.ExpiresAt });
    }

    public bool TryReadToken(string password, [NotNullWhen(true)] out Caller? caller, out bool isExpired)
    {
        caller = null;
        isExpired = false;
        if (!tokens.TryRead(SealedTokens.Kind.PrincipalRegistry, password, out var principal) || principal.Seal.Region is not { } region)
        {
            return false;
        }

        isExpired = principal.Seal.ExpiresAt <= clock.GetUtcNow();
        caller = isExpired ? null : CallerOf(principal, region) with { Registry = principal.Seal.Registry ?? principal.Principal.Account };
        return !isExpired;
    }

    public bool TryAssumeRole(
        Caller caller,
        RoleRequest request,
        [NotNullWhen(true)] out RoleSession? session,
        [NotNullWhen(false)] out Denial? denial)
    {
        session = null;
        var accessKeyId = SealedTokens.NewAccessKeyId(request.Role.Account!);
        denial = roles.Decide((TrustedPrincipal)caller.Principal!, caller.Origin, request, accessKeyId, clock.GetUtcNow(), out var seal);
        if (denial is not null)
        {
            return false;
        }

        var role = directory.FindRole(request.Role)!;
        if (request.Policy is not null)
        {
            foreach (var warning in IamPolicy.Parse(request.Policy, PolicyKind.Session, "Policy", out _)?.Warnings ?? [])
            {
                warnings.Add($"a session policy of {role.Arn}", warning);
            }
        }

        session = new RoleSession(
            accessKeyId,
            seals.SecretOf(accessKeyId),
            tokens.Write(SealedTokens.Kind.PrincipalSession, seal!),
            seal!.ExpiresAt,
            role.SessionArn(request.SessionName).ToString(),
            $"{UniqueId.Of("AROA", role.Arn)}:{request.SessionName}")
        {
            PackedPolicySize = PackedSize.PercentOf(request) is > 0 and var percent ? percent : null,
            SourceIdentity = seal.SourceIdentity,
        };
        return true;
    }

    private static Caller CallerOf(TrustedPrincipal principal, Region region) =>
        new(principal.Principal.Account, region, principal.Principal.Arn.ToString(), principal.Principal.UserId, principal.Seal.AccessKeyId)
        {
            Principal = principal,
            EndsAt = principal.Seal.ExpiresAt,
        };

    private static Denial Deny(TrustedPrincipal caller, in AccessRequest request, string because) => new(
        400,
        "AccessDeniedException",
        $"User: {caller.Principal.Arn} is not authorized to perform: {request.Action} on resource: {request.Resource}{because}");

    private TrustedPrincipal? FindKey(SignedRequest request, SignatureHeader header, out string secret)
    {
        var token = request.Http.Headers["X-Amz-Security-Token"].ToString();
        if (token.Length > 0)
        {
            secret = seals.SecretOf(header.AccessKeyId);
            return tokens.TryRead(SealedTokens.Kind.PrincipalSession, token, out var session) && session.Seal.AccessKeyId == header.AccessKeyId
                ? session
                : null;
        }

        if (!directory.TryFindKey(header.AccessKeyId, out var user, out var key))
        {
            secret = string.Empty;
            return null;
        }

        secret = key.Secret;
        return new TrustedPrincipal(
            user.ToPrincipal(),
            new SealedPrincipal { Owner = user.Arn, AccessKeyId = key.Id, ExpiresAt = DateTimeOffset.MaxValue });
    }
}
