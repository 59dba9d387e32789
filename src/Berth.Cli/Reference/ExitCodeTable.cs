using Berth.Cli.Failures;

namespace Berth.Cli.Reference;

/// <summary>The exit codes with their meaning, as manual pages list them.</summary>
internal static class ExitCodeTable
{
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (ExitCodes.Success, "Done as asked."),
        (ExitCodes.Unexpected, "An internal error: a defect in Berth."),
        (ExitCodes.Usage, "The command line or a value on it is wrong. Nothing was called, nothing was changed."),
        (ExitCodes.Configuration, "The configuration is wrong. Nothing was called, nothing was changed."),
        (ExitCodes.Denied, "The principal may not do this."),
        (ExitCodes.Credentials, "There are no credentials, or they are unknown or expired."),
        (ExitCodes.Unreachable, "No complete answer came."),
        (ExitCodes.Unavailable, "AWS throttles or fails on its side; the same command may succeed later."),
        (ExitCodes.Refused, "The registry refuses the request: its content or a quota."),
        (ExitCodes.NotFound, "Something that was asked for does not exist."),
        (ExitCodes.UnusableAnswer, "The answer is invalid."),
        (ExitCodes.NotVerified, "The image is not as it was pushed, or cannot be pulled."),
        (ExitCodes.Local, "A fault of this machine: a port, a directory, a file."),
        (ExitCodes.Conflict, "The tag refers to another image than the one to be pushed, and cannot be moved."),
        (ExitCodes.Interrupted, "Interrupted before it was done."),
    ];
}
