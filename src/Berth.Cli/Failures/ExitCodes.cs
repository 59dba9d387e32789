namespace Berth.Cli.Failures;

/// <summary>The exit codes of <c>berth</c>. They are part of its interface: <c>docs/exit-codes.md</c> lists them, and a test compares the two.</summary>
internal static class ExitCodes
{
    /// <summary>Done as asked.</summary>
    public const int Success = 0;

    /// <summary>An internal error: a defect in Berth.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line or a value on it is wrong. Nothing was called, nothing was changed.</summary>
    public const int Usage = 2;

    /// <summary>The configuration (file or environment) is wrong. Nothing was called, nothing was changed.</summary>
    public const int Configuration = 3;

    /// <summary>The principal may not do this: a policy denies it, or none allows it.</summary>
    public const int Denied = 4;

    /// <summary>There are no credentials, or AWS does not know them, or they have expired.</summary>
    public const int Credentials = 5;

    /// <summary>No complete answer came: name, network, TLS or time.</summary>
    public const int Unreachable = 6;

    /// <summary>AWS throttles or fails on its side; the same command may succeed later.</summary>
    public const int Unavailable = 7;

    /// <summary>The registry refuses the request: its content or a quota.</summary>
    public const int Refused = 8;

    /// <summary>Something that was asked for does not exist: repository, image, policy.</summary>
    public const int NotFound = 9;

    /// <summary>The answer is invalid: malformed, empty, or about another repository.</summary>
    public const int UnusableAnswer = 10;

    /// <summary>The image is not as it was pushed, or cannot be pulled.</summary>
    public const int NotVerified = 11;

    /// <summary>A fault of this machine: a port in use, a directory that cannot be written, a file that cannot be read.</summary>
    public const int Local = 12;

    /// <summary>The tag refers to another image than the one to be pushed, and cannot be moved.</summary>
    public const int Conflict = 13;

    /// <summary>Interrupted by Ctrl-C or SIGTERM before it was done.</summary>
    public const int Interrupted = 130;
}
