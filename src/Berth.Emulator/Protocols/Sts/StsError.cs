using Berth.Emulator.Access;

namespace Berth.Emulator.Protocols.Sts;

/// <summary>An error as STS answers it: HTTP status, code and text.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html"/>
internal sealed record StsError(int Status, string Code, string Message)
{
    public static StsError From(Denial denial) => new(denial.Status, denial.Code, denial.Message);

    public static StsError UnknownAction(string action, string version) =>
        new(400, "InvalidAction", $"Could not find operation {action} for version {version}");

    public static StsError Validation(string message) => new(400, "ValidationError", message);

    public static StsError TooLarge(long limit) => new(413, "RequestEntityTooLarge", $"Request size exceeded the limit of {limit} bytes.");
}
