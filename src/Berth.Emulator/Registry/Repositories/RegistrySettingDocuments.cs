using System.Collections.Immutable;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// The settings of a private registry: one JSON document for each feature that has settings, such as the registry policy or scanning.
/// The feature reads and writes its document; the store keeps documents of features that this version does not have.
/// </summary>
/// <param name="Documents">The documents by the name of the setting.</param>
internal sealed record RegistrySettingDocuments(ImmutableSortedDictionary<string, string> Documents)
{
    public static readonly RegistrySettingDocuments Default = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Gets the document of a setting, if it was set.</summary>
    public string? Find(string name) => Documents.GetValueOrDefault(name);
}
