using Berth.Repositories.Settings;

namespace Berth.Repositories.Ensuring;

/// <summary>An existing repository with the settings that were read from ECR.</summary>
/// <param name="Settings">The result of reading each desired setting.</param>
internal sealed record ObservedRepository(IReadOnlyDictionary<SettingName, Reading<object>> Settings)
{
    public static ObservedRepository Unasked { get; } = new(new Dictionary<SettingName, Reading<object>>());

    /// <summary>A repository that was created a moment ago: it has what the creation gave it.</summary>
    public static ObservedRepository Create(IEnumerable<ISetting> settings, RepositoryCreation creation, RepositoryDescription description) =>
        new(settings.ToDictionary(
            static setting => setting.Name,
            setting => SettingGuard.Read(() => setting.ReadAfterCreation(creation, description))));

    /// <summary>A repository that exists and of which nothing could be read.</summary>
    public static ObservedRepository Unreadable(IEnumerable<ISetting> settings, Exception failure) =>
        new(settings.ToDictionary(static setting => setting.Name, _ => Reading<object>.Failed(failure)));
}
