using Berth.Names;

namespace Berth.Oci.Configuration;

/// <summary>The result of an edit of a docker configuration.</summary>
public sealed class DockerConfigChange
{
    internal DockerConfigChange(string path, bool isChanged, IReadOnlyDictionary<RegistryHost, string> otherHelpers)
    {
        Path = path;
        IsChanged = isChanged;
        OtherHelpers = otherHelpers;
    }

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets a value indicating whether the file was written. It is not written if it already has the wanted content.</summary>
    public bool IsChanged { get; }

    /// <summary>
    /// Gets the names of the helpers that docker used before for these registries, after <see cref="DockerConfigFile.SetHelperAsync"/> replaced them; after
    /// <see cref="DockerConfigFile.RemoveHelperAsync"/>, the names of those that docker uses again.
    /// </summary>
    public IReadOnlyDictionary<RegistryHost, string> OtherHelpers { get; }
}
