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

    private IamPolicies(bool isTwoAccounts)
    {
        IsTwoAccounts = isTwoAccounts;
        TrustFile = isTwoAccounts ? "trust-two-accounts.json" : "trust-one-account.json";
        Documents = new[] { "registry.json", "caller.json", TrustFile }.ToDictionary(name => name, Read);
    }

    public bool IsTwoAccounts { get; }

    public string TrustFile { get; }

    public Dictionary<string, JsonObject> Documents { get; }

    public static IamPolicies OneAccount() => new(isTwoAccounts: false);

    public static IamPolicies TwoAccounts() => new(isTwoAccounts: true);

    /// <summary>Lists every action of every statement.</summary>
    public IEnumerable<(string File, string Sid, string Action)> Actions() =>
        from document in Documents
        from statement in document.Value["Statement"]!.AsArray()
        from action in ActionsOf(statement!)
        select (document.Key, (string)statement!["Sid"]!, action);

    /// <summary>Gives the same policies without one action.</summary>
    public IamPolicies Without(string file, string sid, string action)
    {
        var copy = new IamPolicies(IsTwoAccounts);
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

    /// <summary>Writes an identities file: an administrator, the registry's role, and in one or two accounts who runs Berth.</summary>
    public string ToIdentities()
    {
        var platform = new JsonObject
        {
            ["accessKeys"] = new JsonArray(new JsonObject { ["id"] = Key, ["secret"] = Secret }),
            ["policies"] = IsTwoAccounts ? Named("become", Becoming()) : Named("caller", Documents["caller.json"]),
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
            ["roles"] = new JsonObject
            {
                ["berth"] = new JsonObject
                {
                    ["trust"] = Documents[TrustFile].DeepClone(),
                    ["policies"] = Named("registry", Documents["registry.json"]),
                },
            },
        };
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
