namespace Berth.Emulator.Registry.Repositories;

/// <summary>Where an image is between the standard and the archive storage class.</summary>
internal enum ImageStatus
{
    Active,
    Archived,
    Activating,
}
