using Berth.Lifecycle.Model;
using Berth.Repositories;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Extensions.Options;

/// <summary>Translates the desired settings of repositories to the values of the core. Faults name option keys, such as <c>Settings:Budget</c>.</summary>
internal static class SettingsTranslation
{
    private const string FiltersKey = $"{nameof(SettingsOptions.TagMutability)}:{nameof(TagMutabilityOptions.Filters)}";
    private const string KmsKeyKey = $"{nameof(SettingsOptions.Encryption)}:{nameof(EncryptionOptions.KmsKey)}";

    public static (DesiredSettings Desired, ReconcilePolicy Policy) Translate(RegistryOptions options, ICollection<Fault> faults)
    {
        var settings = options.Settings;
        var desired = new DesiredSettings
        {
            TagMutability = Mutability(settings.TagMutability, faults),
            LifecyclePolicy = Lifecycle(settings.LifecyclePolicy, faults),
            RepositoryPolicy = Policy(settings.RepositoryPolicy, faults),
            ResourceTags = options.Tags.Count == 0
                ? null
                : ResourceTags.Create(options.Tags.Select(static pair => new ResourceTag(pair.Key, pair.Value)), nameof(options.Tags), faults),
            ScanOnPush = settings.ScanOnPush,
            Encryption = EncryptionOf(settings.Encryption, faults),
        };
        CheckTime(settings.Budget, Key(nameof(settings.Budget)), "give zero or more", TimeSpan.Zero, faults);
        CheckTime(settings.ExistenceTimeout, Key(nameof(settings.ExistenceTimeout)), "give at least one second", TimeSpan.FromSeconds(1), faults);
        return (desired, new ReconcilePolicy
        {
            Scope = settings.Reconcile,
            TagMutability = settings.Merge.TagMutability,
            LifecyclePolicy = settings.Merge.LifecyclePolicy,
            RepositoryPolicy = settings.Merge.RepositoryPolicy,
            ResourceTags = settings.Merge.Tags,
            Budget = settings.Budget,
            ExistenceTimeout = settings.ExistenceTimeout,
        });
    }

    private static TagMutability? Mutability(TagMutabilityOptions options, ICollection<Fault> faults)
    {
        var excludes = options.Mode is TagMutabilityMode.ImmutableWithExclusion or TagMutabilityMode.MutableWithExclusion;
        var before = faults.Count;
        var filters = new List<ExclusionFilter>();
        var given = options.Filters ?? (excludes ? [ExclusionFilter.Cache.ToString()] : []);
        for (var i = 0; i < given.Count; i++)
        {
            if (ExclusionFilter.TryParse(given[i], out var filter, out var reason))
            {
                filters.Add(filter);
            }
            else
            {
                faults.Add(new Fault(Key($"{FiltersKey}:{i}"), $"'{given[i]}' is not a valid exclusion filter: {reason}", "give the name of a tag, with '*' for any number of characters"));
            }
        }

        if (faults.Count > before)
        {
            return null;
        }

        var mutability = TagMutability.Create(options.Mode, filters);
        if (mutability is null)
        {
            faults.Add(new Fault(
                Key(FiltersKey),
                $"{filters.Count} exclusion filters do not fit the mode {options.Mode}",
                $"give 1 to {TagMutability.MaxFilters} in a mode with exclusions and none in the others"));
        }

        return mutability;
    }

    private static LifecyclePolicy? Lifecycle(string? text, ICollection<Fault> faults)
    {
        if (text is null or SettingsOptions.None)
        {
            return text is null ? LifecyclePolicy.Default : null;
        }

        if (!LifecyclePolicy.TryParse(text, out var policy, out var refusal))
        {
            foreach (var fault in refusal.Faults)
            {
                faults.Add(new Fault($"{Key(nameof(SettingsOptions.LifecyclePolicy))}{fault.Where}", fault.Reason, "correct the policy, or set it to \"none\""));
            }
        }

        return policy;
    }

    private static RepositoryPolicy? Policy(string? text, ICollection<Fault> faults)
    {
        if (text is null or SettingsOptions.None)
        {
            return null;
        }

        if (!RepositoryPolicy.TryParse(text, out var policy, out var reason))
        {
            faults.Add(new Fault(Key(nameof(SettingsOptions.RepositoryPolicy)), $"the document is not a valid repository policy: {reason}", "correct the policy"));
        }

        return policy;
    }

    private static Encryption EncryptionOf(EncryptionOptions options, ICollection<Fault> faults)
    {
        if (options is { Type: EncryptionType.Aes256, KmsKey: not null })
        {
            faults.Add(new Fault(Key(KmsKeyKey), "a KMS key is given, but the encryption does not use KMS", "set the encryption type to KMS, or leave the key out"));
        }

        return new Encryption(options.Type, options.KmsKey);
    }

    private static string Key(string member) => $"{nameof(RegistryOptions.Settings)}:{member}";

    private static void CheckTime(TimeSpan time, string where, string remedy, TimeSpan least, ICollection<Fault> faults)
    {
        if (time < least || time > TimeSpan.FromHours(1))
        {
            faults.Add(new Fault(where, $"{time.TotalSeconds} seconds is out of range", $"{remedy}, and at most an hour"));
        }
    }
}
