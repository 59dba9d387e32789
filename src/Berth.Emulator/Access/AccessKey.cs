namespace Berth.Emulator.Access;

/// <summary>An access key of a user.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record AccessKey(string Id, string Secret)
{
    /// <summary>The id alone.</summary>
    public override string ToString() => Id;
}
