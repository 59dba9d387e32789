namespace Berth.Repositories;

/// <summary>How the parts of a setting that an operator added are handled.</summary>
public enum MergeMode
{
    /// <summary>They are kept, and what is desired is added. The default.</summary>
    Merge,

    /// <summary>They are overwritten: the setting is exactly as desired.</summary>
    Replace,
}
