using Berth.Emulator.Access;
using Berth.Emulator.Access.Enforcement;
using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Tests.Access;

/// <summary>Every case of the matrix against the access control: signed, assumed, authenticated by a token if the protocol is the registry's.</summary>
public sealed class AccessMatrixTests
{
    public static TheoryData<string> Names { get; } = [.. AccessCases.All.Keys];

    [Fact]
    public void Matrix_HasAtLeast_SixtyCases() => Assert.True(AccessCases.All.Count >= 60, $"{AccessCases.All.Count} cases");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Authorize_Case_IsDecidedAsIamDocumentsIt(string name)
    {
        var access = AccessCases.All[name];
        var bench = new AccessBench(AccessSetting.Identities(access));
        var caller = await bench.CallerAsync(AccessSetting.UserKey);
        if (AccessSetting.ByRole(access))
        {
            caller = await bench.AssumeAsync(caller, AccessBench.RoleRequest(Policy.Role) with { Policy = access.Session });
        }

        if (access.Protocol == Protocol.Registry)
        {
            var token = bench.Access.IssueToken(caller, bench.Clock.GetUtcNow().AddHours(12));
            Assert.True(bench.Access.TryReadToken(token, out caller, out _));
        }

        var resource = access.Action == "ecr:GetAuthorizationToken" ? "*" : Policy.Repository(access.RepositoryName, access.Owner);
        var denial = bench.Access.Authorize(new AccessRequest(caller, access.Action, resource, access.Repository)
        {
            ResourceTags = access.Team is null ? null : new Dictionary<string, string> { ["team"] = access.Team },
        });

        var arn = AccessSetting.ByRole(access) ? Policy.Session : Policy.User;
        Assert.Equal(
            access.Expected == AccessReason.Allowed
                ? null
                : $"User: {arn} is not authorized to perform: {access.Action} on resource: {resource}{DenialText.Of(access.Expected, access.Action)}",
            denial?.Message);
    }
}
