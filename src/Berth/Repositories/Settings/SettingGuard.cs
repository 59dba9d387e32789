namespace Berth.Repositories.Settings;

/// <summary>The one place that keeps a setting from failing a deployment: any exception of observing or comparing becomes a reported outcome.</summary>
internal static class SettingGuard
{
    /// <summary>Reads a setting from a response.</summary>
    public static Reading<object> Read(Func<object?> read)
    {
        try
        {
            return Reading<object>.Of(read());
        }
        catch (Exception failure)
        {
            return Reading<object>.Failed(failure);
        }
    }

    /// <summary>Compares one setting.</summary>
    public static IReadOnlyList<SettingDrift> Compare(ISetting setting, DesiredSettings desired, Reading<object> observed, ReconcilePolicy policy)
    {
        if (observed.Failure is { } unread)
        {
            return [new SettingDrift.Unknown(setting.Name, unread)];
        }

        try
        {
            return [.. setting.Compare(desired, observed.Value, policy)];
        }
        catch (Exception failure)
        {
            return [new SettingDrift.Unknown(setting.Name, failure)];
        }
    }
}
