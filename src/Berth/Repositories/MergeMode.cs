namespace Berth.Repositories;

/// <summary>What becomes of the parts of a setting that are an operator's and not desired.</summary>
public enum MergeMode
{
    /// <summary>They are kept, and what is desired is added. The default.</summary>
    Merge,

    /// <summary>They are overwritten: the setting is exactly as desired.</summary>
    Replace,
}
