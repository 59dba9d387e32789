namespace Berth.Emulator.Access.Sessions;

/// <summary>
/// How much of the space for session policies and tags a request takes. AWS packs them into a form whose size is not documented;
/// here the characters are counted, against the documented 2,048 for policies in plain text.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>
internal static class PackedSize
{
    private const int Space = 2048;

    /// <summary>Returns the size in percent, rounded up; more than 100 is too large.</summary>
    public static int PercentOf(RoleRequest request)
    {
        var characters = (request.Policy?.Length ?? 0)
            + request.PolicyArns.Sum(static arn => arn.Length)
            + request.Tags.Sum(static tag => tag.Key.Length + tag.Value.Length);
        return (int)(((characters * 100L) + Space - 1) / Space);
    }
}
