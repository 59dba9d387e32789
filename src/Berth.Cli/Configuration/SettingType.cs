namespace Berth.Cli.Configuration;

/// <summary>The type of a setting's value.</summary>
internal enum SettingType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>One of several names.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Switch,

    /// <summary>A number of seconds, fractions allowed.</summary>
    Seconds,

    /// <summary>A list of strings; in a variable or option, separated by commas.</summary>
    List,

    /// <summary>Keys with values; in a variable or option, <c>k=v,k2,k3=v3</c>.</summary>
    Tags,

    /// <summary>A JSON document, inline, or a string <c>@file</c> that names the file with it.</summary>
    Document,
}
