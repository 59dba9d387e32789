using System.Text.Json.Nodes;

namespace Berth.Aws.Tests.Iam;

/// <summary>The policies of <c>docs/iam/</c>, as identities of an emulator.</summary>
internal sealed class IamPolicies
{
    public const string RegistryAccount = "123456789012";
    public const string PlatformAccount = "210987654321";
    public const string ExternalId = "choose-one-for-each-registry";
    public const string Key = "AKIAPLATFORM00000001";
    public const string Secret = "platform-secret-platform-secret";
    public const string AdministratorKey = "AKIAADMINISTRATOR001";
    public const string AdministratorSecret = "administrator-secret-administrator";

    public IamPolicies(Arrangement arrangement)
    {
        Arrangement = arrangement;
        string[] names = arrangement == Arrangement.NoRole ? ["registry.json"] : ["registry.json", "caller.json", TrustFile];
        Documents = names.ToDictionary(name => name, Read);
    }

    public Arrangement Arrangement { get; }

    public bool IsTwoAccounts => Arrangement == Arrangement.TwoAccounts;

    public bool HasRole => Arrangement != Arrangement.NoRole;

    private string TrustFile => IsTwoAccounts ? "trust-two-accounts.json" : "trust-one-account.json";

    private Dictionary<string, JsonObject> Documents { get; }

    /// <summary>Lists every action of every statement.</summary>
    public IEnumerable<(string File, string Sid, string Action)> Actions() =>
        from document in Documents
        from statement in document.Value["Statement"]!.AsArray()
        from action in ActionsOf(statement!)
        select (document.Key, (string)statement!["Sid"]!, action);

    /// <summary>Gives the same policies without one action.</summary>
    public IamPolicies Without(string file, string sid, string action)
    {
        var copy = new IamPolicies(Arrangement);
        var statements = copy.Documents[file]["Statement"]!.AsArray();
        var statement = statements.Single(candidate => (string)candidate!["Sid"]! == sid)!;
        var left = ActionsOf(statement).Where(other => other != action).ToArray();
        Assert.Equal(ActionsOf(statement).Count() - 1, left.Length);
        if (left.Length == 0)
        {
            statements.Remove(statement);
        }
        else
        {
            statement["Action"] = new JsonArray([.. left.Select(other => JsonValue.Create(other))]);
        }

        return copy;
    }

    /// <summary>Writes an identities file: an administrator, the registry's role, and in one or two accounts the principal that runs Berth.</summary>
    public string ToIdentities()
    {
        var platform = new JsonObject
        {
            ["accessKeys"] = new JsonArray(new JsonObject { ["id"] = Key, ["secret"] = Secret }),
            ["policies"] = Arrangement switch
            {
                Arrangement.NoRole => Named("registry", Documents["registry.json"]),
                Arrangement.OneAccount => Named("caller", Documents["caller.json"]),
                _ => Named("become", Becoming()),
            },
        };
        var registry = new JsonObject
        {
            ["users"] = new JsonObject
            {
                ["administrator"] = new JsonObject
                {
                    ["accessKeys"] = new JsonArray(new JsonObject { ["id"] = AdministratorKey, ["secret"] = AdministratorSecret }),
                    ["policies"] = Named("all", Anything()),
                },
            },
        };
        if (HasRole)
        {
            registry["roles"] = new JsonObject
            {
                ["berth"] = new JsonObject
                {
                    ["trust"] = Documents[TrustFile].DeepClone(),
                    ["policies"] = Named("registry", Documents["registry.json"]),
                },
            };
        }

        var accounts = new JsonObject { [RegistryAccount] = registry };
        if (!IsTwoAccounts)
        {
            registry["users"]!["platform"] = platform;
        }
        else
        {
            accounts[PlatformAccount] = new JsonObject
            {
                ["users"] = new JsonObject { ["platform"] = platform },
                ["roles"] = new JsonObject
                {
                    ["platform"] = new JsonObject
                    {
                        ["trust"] = JsonNode.Parse($$"""{ "Statement": { "Effect": "Allow", "Principal": { "AWS": "{{PlatformAccount}}" }, "Action": "sts:AssumeRole" } }"""),
                        ["policies"] = Named("caller", Documents["caller.json"]),
                    },
                },
            };
        }

        return new JsonObject { ["accounts"] = accounts }.ToJsonString();
    }

    private static JsonObject Named(string name, JsonNode policy) => new() { [name] = policy.DeepClone() };

    private static JsonObject Anything() => JsonNode.Parse("""{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""")!.AsObject();

    private static JsonObject Becoming() => JsonNode.Parse(
        $$"""{ "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::{{PlatformAccount}}:role/platform" } }""")!.AsObject();

    private static IEnumerable<string> ActionsOf(JsonNode statement) =>
        statement["Action"] is JsonArray list ? list.Select(action => (string)action!) : [(string)statement["Action"]!];

    private static JsonObject Read(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Berth.slnx")))
        {
            folder = folder.Parent;
        }

        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "docs", "iam", name)))!.AsObject();
    }
}
