namespace Berth.Lifecycle.Model;

/// <summary>The number of images or days beyond which a rule acts. It also determines the storage class of the images.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"/>
public sealed record LifecycleCount
{
    /// <summary>The minimum number of days in the archive before a rule may remove an image.</summary>
    public const int MinArchiveDays = 90;

    private LifecycleCount(CountType type, int number)
    {
        Type = type;
        Number = number;
    }

    /// <summary>Gets what is counted.</summary>
    public CountType Type { get; }

    /// <summary>Gets the number: of images for <see cref="CountType.ImageCountMoreThan"/>, of days otherwise; at least 1.</summary>
    public int Number { get; }

    /// <summary>Gets the storage class whose images are counted: the archive for <see cref="CountType.SinceImageTransitioned"/> alone.</summary>
    public StorageClass StorageClass =>
        Type == CountType.SinceImageTransitioned ? StorageClass.Archive : StorageClass.Standard;

    /// <summary>Counts images: acts on all but the newest <paramref name="images"/>.</summary>
    /// <param name="images">The number of images to keep, at least 1.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static LifecycleCount ImagesMoreThan(int images) => Create(CountType.ImageCountMoreThan, images);

    /// <summary>Counts days since the push: acts on images pushed strictly more than <paramref name="days"/> days ago.</summary>
    /// <param name="days">The days, at least 1.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static LifecycleCount DaysSincePushed(int days) => Create(CountType.SinceImagePushed, days);

    /// <summary>Counts days since the last pull: acts on images last pulled strictly more than <paramref name="days"/> days ago.</summary>
    /// <param name="days">The days, at least 1.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static LifecycleCount DaysSincePulled(int days) => Create(CountType.SinceImagePulled, days);

    /// <summary>Counts days in the archive: acts on images archived strictly more than <paramref name="days"/> days ago.</summary>
    /// <param name="days">The days, at least <see cref="MinArchiveDays"/>.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below <see cref="MinArchiveDays"/>.</exception>
    public static LifecycleCount DaysSinceTransitioned(int days) => Create(CountType.SinceImageTransitioned, days);

    /// <summary>Creates a count.</summary>
    /// <param name="type">The type of the count.</param>
    /// <param name="number">Images or days, at least 1; for <see cref="CountType.SinceImageTransitioned"/> at least <see cref="MinArchiveDays"/>.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below the minimum.</exception>
    public static LifecycleCount Create(CountType type, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, type == CountType.SinceImageTransitioned ? MinArchiveDays : 1);
        return new LifecycleCount(type, number);
    }

    /// <summary>Returns whether a rule with this count may have <paramref name="action"/>.</summary>
    /// <param name="action">The action.</param>
    /// <returns>
    /// <see langword="false"/> for expiry by <see cref="CountType.SinceImagePulled"/> and for transition by
    /// <see cref="CountType.SinceImageTransitioned"/>; otherwise <see langword="true"/>.
    /// </returns>
    public bool Allows(LifecycleAction action) => Type switch
    {
        CountType.SinceImagePulled => action == LifecycleAction.TransitionToArchive,
        CountType.SinceImageTransitioned => action == LifecycleAction.Expire,
        _ => true,
    };
}
