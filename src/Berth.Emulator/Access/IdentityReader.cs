using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Emulator.Access.Policies;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>Reads an identities file; every fault is reported with its JSON path, and reading continues after it.</summary>
/// <param name="faults">Receives the faults.</param>
internal sealed partial class IdentityReader(ICollection<Fault> faults)
{
    private const int MinSession = 3600;
    private const int MaxSession = 43200;

    private static readonly string[] FileMembers = ["$schema", "accounts"];
    private static readonly string[] AccountMembers = ["partition", "organization", "organizationPath", "users", "roles"];
    private static readonly string[] UserMembers = ["path", "accessKeys", "policies", "tags"];
    private static readonly string[] RoleMembers = ["path", "maxSessionDuration", "trust", "policies", "tags"];
    private static readonly string[] KeyMembers = ["id", "secret"];

    private readonly JsonShape shape = new(faults);
    private readonly List<UserIdentity> users = [];
    private readonly List<RoleIdentity> roles = [];
    private readonly Dictionary<string, string> keyPlaces = new(StringComparer.Ordinal);
    private readonly List<(string Place, string Warning)> warnings = [];

    /// <summary>Reads the file.</summary>
    /// <returns>The identities, or <see langword="null"/> if the file has faults.</returns>
    public IdentityDirectory? Read(JsonElement json, string where)
    {
        if (shape.IsObject(json, where, FileMembers))
        {
            var count = 0;
            foreach (var account in Members(json, "accounts", where))
            {
                count++;
                ReadAccount(account, $"{where}: accounts.{account.Name}");
            }

            if (count == 0 && faults.Count == 0)
            {
                shape.Refuse($"{where}: accounts", "it names no account", "write an object with an account's 12 digits as the key");
            }
        }

        return faults.Count == 0 ? new IdentityDirectory(users, roles, warnings) : null;
    }

    private void ReadAccount(JsonProperty member, string where)
    {
        if (!AccountId.TryParse(member.Name, out var id, out var reason))
        {
            shape.Refuse(where, $"'{member.Name}' is not an account", reason);
            return;
        }

        if (!shape.IsObject(member.Value, where, AccountMembers))
        {
            return;
        }

        var partitionId = OptionalText(member.Value, "partition", where) ?? Partition.Aws.Id;
        var partition = Partition.WithId(partitionId);
        if (partition is null)
        {
            shape.Refuse($"{where}.partition", $"partition '{partitionId}' does not exist", $"use one of {string.Join(", ", Partition.All)}");
        }

        var account = new AccountIdentity(id, partition ?? Partition.Aws, OptionalText(member.Value, "organization", where), OptionalText(member.Value, "organizationPath", where));
        foreach (var user in Members(member.Value, "users", where))
        {
            ReadUser(account, user, $"{where}.users.{user.Name}");
        }

        foreach (var role in Members(member.Value, "roles", where))
        {
            ReadRole(account, role, $"{where}.roles.{role.Name}");
        }
    }

    private void ReadUser(AccountIdentity account, JsonProperty member, string where)
    {
        if (ReadArn(account, "user", member, where, UserMembers) is { } arn)
        {
            users.Add(new UserIdentity(
                account, arn, member.Name, ReadPolicies(member.Value, where), ReadTags(member.Value, where), ReadKeys(member.Value, where)));
        }
    }

    private void ReadRole(AccountIdentity account, JsonProperty member, string where)
    {
        if (ReadArn(account, "role", member, where, RoleMembers) is not { } arn)
        {
            return;
        }

        var duration = MinSession;
        if (member.Value.TryGetProperty("maxSessionDuration", out var seconds)
            && (seconds.ValueKind != JsonValueKind.Number || !seconds.TryGetInt32(out duration) || duration is < MinSession or > MaxSession))
        {
            shape.Refuse($"{where}.maxSessionDuration", $"{seconds.GetRawText()} is invalid", $"write seconds, from {MinSession} to {MaxSession}");
        }

        IamPolicy? trust = null;
        if (member.Value.TryGetProperty("trust", out var json))
        {
            trust = ReadPolicy(PolicyKind.Trust, json, $"{where}.trust");
        }
        else
        {
            shape.Refuse($"{where}.trust", "it is missing", "write the role's trust policy");
        }

        trust ??= new IamPolicy(PolicyKind.Trust, []);
        roles.Add(new RoleIdentity(
            account, arn, member.Name, TimeSpan.FromSeconds(duration), trust, ReadPolicies(member.Value, where), ReadTags(member.Value, where)));
    }

    private Arn? ReadArn(AccountIdentity account, string type, JsonProperty member, string where, string[] members)
    {
        if (!shape.IsObject(member.Value, where, members))
        {
            return null;
        }

        var path = OptionalText(member.Value, "path", where) ?? "/";
        if (!NameGrammar().IsMatch(member.Name))
        {
            shape.Refuse(where, $"'{member.Name}' is not the name of a {type}", "write 1 to 64 letters, digits and characters of _+=,.@-");
        }
        else if (!PathGrammar().IsMatch(path))
        {
            shape.Refuse($"{where}.path", $"'{path}' is not a path", "write / or words between slashes, such as /platform/");
        }
        else
        {
            return Arn.Parse($"arn:{account.Partition}:iam::{account.Id}:{type}{path}{member.Name}");
        }

        return null;
    }

    private ImmutableArray<IamPolicy> ReadPolicies(JsonElement json, string where)
    {
        var policies = ImmutableArray.CreateBuilder<IamPolicy>();
        foreach (var policy in Members(json, "policies", where))
        {
            if (ReadPolicy(PolicyKind.Identity, policy.Value, $"{where}.policies.{policy.Name}") is { } document)
            {
                policies.Add(document);
            }
        }

        return policies.ToImmutable();
    }

    private IamPolicy? ReadPolicy(PolicyKind kind, JsonElement json, string where)
    {
        var document = new IamPolicyReader(kind, faults).Read(json, where);
        warnings.AddRange(document?.Warnings.Distinct(StringComparer.Ordinal).Select(warning => (where, warning)) ?? []);
        return document;
    }

    private ImmutableDictionary<string, string> ReadTags(JsonElement json, string where)
    {
        var tags = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var tag in Members(json, "tags", where))
        {
            tags[tag.Name] = shape.Text(tag.Value, $"{where}.tags.{tag.Name}") ?? string.Empty;
        }

        return tags.ToImmutable();
    }

    private ImmutableArray<AccessKey> ReadKeys(JsonElement json, string where)
    {
        var keys = ImmutableArray.CreateBuilder<AccessKey>();
        where += ".accessKeys";
        if (!json.TryGetProperty("accessKeys", out var list))
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            shape.Refuse(where, "it is not a list", "write a list of objects with id and secret");
            return [];
        }

        foreach (var (element, index) in list.EnumerateArray().Select((element, index) => (element, index)))
        {
            var place = $"{where}[{index}]";
            if (!shape.IsObject(element, place, KeyMembers))
            {
                continue;
            }

            var id = OptionalText(element, "id", place) ?? string.Empty;
            var secret = OptionalText(element, "secret", place) ?? string.Empty;
            if (!KeyGrammar().IsMatch(id))
            {
                shape.Refuse($"{place}.id", $"'{id}' is not an access key of a user", "write 16 to 128 capital letters and digits that do not begin with ASIA, the prefix of sessions");
            }
            else if (!keyPlaces.TryAdd(id, place))
            {
                shape.Refuse($"{place}.id", $"'{id}' is also at {keyPlaces[id]}", "use every key once");
            }
            else if (secret.Length < 16)
            {
                shape.Refuse($"{place}.secret", "it is missing or too short", "write at least 16 characters");
            }
            else
            {
                keys.Add(new AccessKey(id, secret));
            }
        }

        return keys.ToImmutable();
    }

    private JsonElement.ObjectEnumerator Members(JsonElement json, string name, string where)
    {
        var place = where.Contains(": ", StringComparison.Ordinal) ? $"{where}.{name}" : $"{where}: {name}";
        return json.TryGetProperty(name, out var value) && shape.IsObject(value, place) ? value.EnumerateObject() : default;
    }

    private string? OptionalText(JsonElement json, string name, string where) =>
        json.TryGetProperty(name, out var value) ? shape.Text(value, $"{where}.{name}") : null;

    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]{1,64}\z")]
    private static partial Regex NameGrammar();

    [GeneratedRegex(@"^/(?:[\x21-\x2E\x30-\x7E]+/)*\z")]
    private static partial Regex PathGrammar();

    [GeneratedRegex(@"^(?!ASIA)[A-Z0-9]{16,128}\z")]
    private static partial Regex KeyGrammar();
}
