using System.CommandLine;

namespace Berth.Cli.Commands;

/// <summary><c>--output</c>: the form of what goes to stdout, and of errors on stderr where it is <c>json</c>.</summary>
internal sealed class OutputOption : Option<string>
{
    public new const string Name = "--output";
    public const string Text = "text";
    public const string Json = "json";

    public OutputOption(params string[] furtherForms)
        : base(Name, "-o")
    {
        string[] forms = [Text, Json, .. furtherForms];
        Description = $"The form of the answer: {string.Join(", ", forms)}. With json, an error is JSON on stderr as well.";
        HelpName = string.Join('|', forms);
        DefaultValueFactory = _ => Text;
        AcceptOnlyFromAmong(forms);
    }
}
