using System.Globalization;
using Berth.Extensions.Options;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Cli.Configuration;

/// <summary>The table of everything that can be set for a registry.</summary>
internal static class RegistrySettings
{
    public const string Host = "host";
    public const string Kind = "kind";

    private static readonly string[] MergeWords = ["merge", "replace"];

    public static IReadOnlyList<RegistrySetting> All { get; } =
    [
        new(Host, SettingType.Text, "The registry's host; without one, the embedded registry is used.", (o, v) => o.Host = v.Text)
        {
            Variable = "BERTH_HOST", Option = "--host",
        },
        new("namespace", SettingType.Text, "The first part of a repository's name, before the project.", (o, v) => o.Namespace = v.Text)
        {
            Variable = "BERTH_NAMESPACE", Option = "--namespace", Default = RegistryOptions.DefaultNamespace,
        },
        new(Kind, SettingType.Choice, "What the registry is: by the host's name, ECR behind another name, or not ECR.", (o, v) => o.Kind = NamedValue<RegistryKind>(v))
        {
            Variable = "BERTH_KIND", Option = "--kind", Default = "auto", Choices = ["auto", "ecr", "oci"],
        },
        new("account", SettingType.Text, "The account of the registry, where the host does not name it.", (o, v) => o.Account = v.Text)
        {
            Variable = "BERTH_ACCOUNT", Option = "--account",
        },
        new("region", SettingType.Text, "The region of the registry, where the host does not name it.", (o, v) => o.Region = v.Text)
        {
            Variable = "BERTH_REGION", Option = "--region",
        },
        new("endpoint", SettingType.Url, "The endpoint of the ECR and STS APIs, where it is not AWS's own.", (o, v) => o.Endpoint = new Uri(v.Text, UriKind.RelativeOrAbsolute))
        {
            Variable = "BERTH_ENDPOINT", Option = "--endpoint",
        },
        new("profile", SettingType.Text, "The AWS profile whose credentials are used.", (o, v) => o.Profile = v.Text)
        {
            Variable = "BERTH_PROFILE", Option = "--profile",
        },
        new("assumeRole.roleArn", SettingType.Text, "The IAM role through which the registry is reached.", (o, v) => o.AssumeRole.RoleArn = v.Text)
        {
            Variable = "BERTH_ROLE_ARN", Option = "--role-arn",
        },
        new("assumeRole.externalId", SettingType.Text, "The external id that the role's trust policy asks for.", (o, v) => o.AssumeRole.ExternalId = v.Text)
        {
            // No option: a command line is visible to everyone on the machine.
            Variable = "BERTH_EXTERNAL_ID", IsSecret = true,
        },
        new("tags", SettingType.Tags, "The resource tags of repositories.", AssignTags)
        {
            Variable = "BERTH_TAGS", Option = "--tags",
        },
        new("settings.tagMutability.mode", SettingType.Choice, "Whether tags may move.", (o, v) => o.Settings.TagMutability.Mode = NamedValue<TagMutabilityMode>(v))
        {
            Variable = "BERTH_TAG_MUTABILITY", Default = "IMMUTABLE_WITH_EXCLUSION",
            Choices = ["MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"],
        },
        new("settings.tagMutability.filters", SettingType.List, "The tags that are exempt, at most five, each with at most two '*'.", (o, v) => o.Settings.TagMutability.Filters = [.. v.Items])
        {
            Variable = "BERTH_TAG_MUTABILITY_FILTERS", Default = "cache",
        },
        new("settings.lifecyclePolicy", SettingType.Document, "The lifecycle policy, or \"none\" to leave lifecycle policies alone.", (o, v) => o.Settings.LifecyclePolicy = v.Text)
        {
            Variable = "BERTH_LIFECYCLE_POLICY", Option = "--lifecycle-policy", Choices = [SettingsOptions.None],
        },
        new("settings.repositoryPolicy", SettingType.Document, "The repository policy.", (o, v) => o.Settings.RepositoryPolicy = v.Text)
        {
            Variable = "BERTH_REPOSITORY_POLICY", Option = "--repository-policy",
        },
        new("settings.scanOnPush", SettingType.Switch, "Whether images are scanned when they are pushed.", (o, v) => o.Settings.ScanOnPush = bool.Parse(v.Text))
        {
            Variable = "BERTH_SCAN_ON_PUSH",
        },
        new("settings.encryption.type", SettingType.Choice, "The encryption of new repositories.", (o, v) => o.Settings.Encryption.Type = NamedValue<EncryptionType>(v))
        {
            Variable = "BERTH_ENCRYPTION", Default = "AES256", Choices = ["AES256", "KMS", "KMS_DSSE"],
        },
        new("settings.encryption.kmsKey", SettingType.Text, "The KMS key of new repositories.", (o, v) => o.Settings.Encryption.KmsKey = v.Text)
        {
            Variable = "BERTH_KMS_KEY",
        },
        new("settings.reconcile", SettingType.Choice, "Which existing repositories are brought to these settings.", (o, v) => o.Settings.Reconcile = NamedValue<ReconcileScope>(v))
        {
            Variable = "BERTH_RECONCILE", Option = "--reconcile", Default = "immutable", Choices = ["immutable", "all", "none"],
        },
        Merge("tagMutability", "exclusion filters", (o, mode) => o.TagMutability = mode),
        Merge("lifecyclePolicy", "lifecycle rules", (o, mode) => o.LifecyclePolicy = mode),
        Merge("repositoryPolicy", "the statements of repository policies", (o, mode) => o.RepositoryPolicy = mode),
        Merge("tags", "resource tags", (o, mode) => o.Tags = mode),
        new("settings.budgetSeconds", SettingType.Seconds, "The time that all settings get together in one preparation.", (o, v) => o.Settings.Budget = Seconds(v))
        {
            Variable = "BERTH_BUDGET_SECONDS", Default = Shown(ReconcilePolicy.DefaultBudget),
        },
        new("settings.existenceTimeoutSeconds", SettingType.Seconds, "The time within which it must become known that the repository exists.", (o, v) => o.Settings.ExistenceTimeout = Seconds(v))
        {
            Variable = "BERTH_EXISTENCE_TIMEOUT_SECONDS", Default = Shown(ReconcilePolicy.DefaultExistenceTimeout),
        },
    ];

    /// <summary>The setting of a key.</summary>
    public static RegistrySetting? Find(string key) => All.FirstOrDefault(setting => setting.Key == key);

    /// <summary>Whether there are settings below a key.</summary>
    public static bool IsGroup(string key) => All.Any(setting => setting.Key.StartsWith(key + ".", StringComparison.Ordinal));

    /// <summary>The names that may stand in the object whose keys begin with a prefix.</summary>
    /// <param name="prefix">The prefix with its dot, or nothing for the registry itself.</param>
    public static IReadOnlyList<string> NamesBelow(string prefix) =>
    [
        .. All.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(setting => setting.Key[prefix.Length..].Split('.')[0])
            .Distinct(),
    ];

    private static RegistrySetting Merge(string name, string what, Action<MergeOptions, MergeMode> assign) =>
        new($"settings.merge.{name}", SettingType.Choice, $"How {what} are combined with an operator's.", (o, v) => assign(o.Settings.Merge, NamedValue<MergeMode>(v)))
        {
            Default = MergeWords[0], Choices = MergeWords,
        };

    private static void AssignTags(RegistryOptions options, SettingValue value)
    {
        foreach (var (key, text) in value.Pairs)
        {
            options.Tags[key] = text;
        }
    }

    // The values in the file are the names of the enum's members, except for underscores and letter case.
    private static TEnum NamedValue<TEnum>(SettingValue value)
        where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(value.Text.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true);

    private static TimeSpan Seconds(SettingValue value) =>
        TimeSpan.FromSeconds(double.Parse(value.Text, CultureInfo.InvariantCulture));

    private static string Shown(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
