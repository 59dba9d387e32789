namespace Berth.Emulator.Tests.Access;

/// <summary>Writes policy documents in little space.</summary>
internal static class Policy
{
    public const string Home = "111111111111";
    public const string Other = "222222222222";
    public const string User = $"arn:aws:iam::{Home}:user/caller";
    public const string Role = $"arn:aws:iam::{Home}:role/build/caller";
    public const string Session = $"arn:aws:sts::{Home}:assumed-role/caller/session";

    public static string Document(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    public static string Allow(string action, string? resource = "*", string? to = null, string? when = null) =>
        Statement("Allow", "Action", action, "Resource", resource, to, when);

    public static string Deny(string action, string? resource = "*", string? to = null, string? when = null) =>
        Statement("Deny", "Action", action, "Resource", resource, to, when);

    public static string AllowAllBut(string action, string resource = "*") => Statement("Allow", "NotAction", action, "Resource", resource, null, null);

    public static string AllowOutside(string action, string resource) => Statement("Allow", "Action", action, "NotResource", resource, null, null);

    public static string DenyOutside(string action, string resource) => Statement("Deny", "Action", action, "NotResource", resource, null, null);

    /// <summary>The ARN of a repository, or a pattern of it.</summary>
    public static string Repository(string name, string account = Home, string region = "us-east-1") =>
        $"arn:aws:ecr:{region}:{account}:repository/{name}";

    /// <summary>A condition with one key.</summary>
    public static string When(string condition, string key, params string[] values) =>
        $"{{\"{condition}\":{{\"{key}\":[{string.Join(',', values.Select(value => $"\"{value}\""))}]}}}}";

    private static string Statement(
        string effect, string actionMember, string actions, string resourceMember, string? resource, string? to, string? when)
    {
        var list = string.Join(',', actions.Split(' ').Select(action => $"\"{action}\""));
        var principal = to is null ? string.Empty : to == "*" ? "\"Principal\":\"*\"," : $$"""
            "Principal":{"{{(to.Contains(".amazonaws.", StringComparison.Ordinal) ? "Service" : "AWS")}}":"{{to}}"},
            """;
        var target = resource is null ? string.Empty : $",\"{resourceMember}\":\"{resource}\"";
        var condition = when is null ? string.Empty : $",\"Condition\":{when}";
        return $$"""{"Effect":"{{effect}}",{{principal}}"{{actionMember}}":[{{list}}]{{target}}{{condition}}}""";
    }
}
