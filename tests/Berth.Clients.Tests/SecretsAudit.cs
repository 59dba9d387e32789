namespace Berth.Clients.Tests;

/// <summary>
/// Every program that the suite runs goes through here: no secret that it was given may stand in what it printed. Only a registry's token is
/// ever an answer, and only to who asked for it; the keys that it was got with never are.
/// </summary>
internal static class SecretsAudit
{
    // Shorter ones, such as the "any" of the snippets, stand in any text by chance.
    private const int ShortestSecret = 8;

    private static readonly string[] SecretNames = ["SECRET", "SESSION_TOKEN", "EXTERNAL_ID", "PASSWORD"];

    public static void Check(string program, IEnumerable<KeyValuePair<string, string>> environment, params string[] outputs)
    {
        foreach (var (name, value) in environment)
        {
            if (value.Length >= ShortestSecret && SecretNames.Any(word => name.Contains(word, StringComparison.Ordinal)))
            {
                Assert.All(outputs, output => Assert.False(output.Contains(value, StringComparison.Ordinal), $"{program} printed the value of {name}"));
            }
        }
    }
}
