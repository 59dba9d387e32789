namespace Berth.Cli.Reference;

/// <summary>A command with examples for its help and its manual page.</summary>
internal interface ICommandExamples
{
    IReadOnlyList<string> Examples { get; }
}
