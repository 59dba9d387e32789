using System.CommandLine;

namespace Berth.Cli.Commands;

/// <summary><c>--output</c>: the format of stdout, and of errors on stderr if it is <c>json</c>.</summary>
internal sealed class OutputOption : Option<string>
{
    public new const string Name = "--output";
    public const string Text = "text";
    public const string Json = "json";

    public OutputOption(params string[] furtherForms)
        : base(Name, "-o")
    {
        string[] forms = [Text, Json, .. furtherForms];
        Description = $"The format of the result: {string.Join(", ", forms)}. With json, an error is JSON on stderr.";
        HelpName = string.Join('|', forms);
        DefaultValueFactory = _ => Text;
        AcceptOnlyFromAmong(forms);
    }
}
