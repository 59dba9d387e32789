using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>The reasons that were found so far, up to a limit, and the first fault that prevented a check.</summary>
internal sealed class Findings(int maxReasons)
{
    private readonly List<UnrunnableReason> reasons = [];

    public IReadOnlyList<UnrunnableReason> Reasons => reasons;

    public SourceFault? Fault { get; private set; }

    public void Add(UnrunnableKind kind, string detail, Digest? subject) => Add(new UnrunnableReason(kind, detail, subject));

    public void Add(UnrunnableReason reason)
    {
        if (reasons.Count < maxReasons && !reasons.Contains(reason))
        {
            reasons.Add(reason);
        }
    }

    /// <summary>Removes the reasons of a kind from the position <paramref name="from"/> on.</summary>
    public void Remove(UnrunnableKind kind, int from)
    {
        for (var index = reasons.Count - 1; index >= from; index--)
        {
            if (reasons[index].Kind == kind)
            {
                reasons.RemoveAt(index);
            }
        }
    }

    public void Add(SourceFault fault) => Fault ??= fault;

    /// <summary>Adds why something could not be read; <paramref name="missing"/> is the kind of reason if it does not exist.</summary>
    public void Add<T>(SourceResult<T> reading, UnrunnableKind missing, string what, Digest subject)
        where T : class
    {
        if (reading.Fault is { } fault)
        {
            Add(fault);
        }
        else if (reading.Refusal is { } refusal)
        {
            Add(refusal with { Subject = refusal.Subject ?? subject });
        }
        else if (reading.Absence is not null)
        {
            Add(missing, $"{what} is not in the repository", subject);
        }
    }
}
