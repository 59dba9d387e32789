using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>The identities around a case of the matrix: a caller and a role in one account, administrators in both.</summary>
internal static class AccessSetting
{
    public static readonly TestCredentials UserKey = new("AKIACALLERCALLER0001", "caller-secret-caller-secret");

    public static bool ByRole(AccessCase access) => access.IsSession || access.Session is not null;

    public static TestCredentials AdministratorOf(string account) => new($"AKIA{account}ADMN", $"administrator-of-{account}");

    /// <summary>Writes the identities file of a case. The user may assume the role; only the one that asks has the case's policy.</summary>
    public static string Identities(AccessCase access) => $$"""
        {
          "accounts": {
            "{{Home}}": {
              "organization": "o-example",
              "organizationPath": "o-example/r-root/ou-build/",
              "users": {
                "caller": {
                  "accessKeys": [{ "id": "{{UserKey.AccessKey}}", "secret": "{{UserKey.SecretKey}}" }],
                  "tags": { "project": "a" },
                  "policies": {
                    "assume": {{Document(Allow("sts:AssumeRole", Role))}},
                    "case": {{(ByRole(access) ? Nothing : access.Identity ?? Nothing)}}
                  }
                },
                "caller2": {},
                {{Administrator(Home)}}
              },
              "roles": {
                "caller2": { "path": "/build/", "trust": {{Document(Allow("sts:AssumeRole", null, Home))}} },
                "caller": {
                  "path": "/build/",
                  "trust": {{Document(Allow("sts:AssumeRole", null, Home))}},
                  "policies": { "case": {{(ByRole(access) ? access.Identity ?? Nothing : Nothing)}} },
                  "tags": { "project": "a" }
                }
              }
            },
            "{{Other}}": { "users": { {{Administrator(Other)}} } }
          }
        }
        """;

    private static string Nothing { get; } = Document(Allow("none:Nothing"));

    private static string Administrator(string account) => $$"""
        "administrator": {
          "accessKeys": [{ "id": "{{AdministratorOf(account).AccessKey}}", "secret": "{{AdministratorOf(account).SecretKey}}" }],
          "policies": { "all": {{Document(Allow("*"))}} }
        }
        """;
}
