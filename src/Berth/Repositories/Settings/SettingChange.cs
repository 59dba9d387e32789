using Berth.Names;

namespace Berth.Repositories.Settings;

/// <summary>One API call that removes one difference.</summary>
/// <param name="Setting">The setting that the call changes.</param>
/// <param name="Operation">The API operation.</param>
/// <param name="Before">The setting before, as text; <see langword="null"/> for absence.</param>
/// <param name="After">The setting after, as text; <see langword="null"/> for absence.</param>
/// <param name="Detail">What the change does, as a phrase.</param>
internal abstract record SettingChange(SettingName Setting, string Operation, string? Before, string? After, string Detail)
{
    /// <summary>Gets the condition that must hold before this change, or <see langword="null"/>.</summary>
    public virtual SettingPrerequisite? Prerequisite => null;

    /// <summary>Makes the call.</summary>
    public abstract Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken);
}
