namespace Berth.Emulator.Registry.Repositories;

/// <summary>A repository at one moment.</summary>
/// <param name="Settings">Its settings.</param>
/// <param name="Images">Its images, or <see langword="null"/> until they are loaded.</param>
/// <param name="IsDeleted">Whether it is deleted.</param>
internal sealed record RepositorySnapshot(RepositorySettings Settings, ImageSet? Images, bool IsDeleted = false)
{
    /// <summary>Sets the time of an image's last pull, if the image exists.</summary>
    public RepositorySnapshot WithPull(Names.Digest digest, DateTimeOffset at) => Images?.Find(digest) is { } image
        ? this with { Images = Images.With(image with { LastPulledAt = at }) }
        : this;
}
