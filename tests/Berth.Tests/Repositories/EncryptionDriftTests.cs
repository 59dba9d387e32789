using Berth.Repositories.Changes;
using Berth.Repositories.Settings;
using Berth.Repositories.Settings.Encrypting;

namespace Berth.Tests.Repositories;

public sealed class EncryptionDriftTests
{
    private const string Key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    [Theory]
    [InlineData(EncryptionType.Aes256, null, EncryptionType.Aes256, null, false)]
    [InlineData(EncryptionType.Kms, null, EncryptionType.Kms, Key, false)]
    [InlineData(EncryptionType.Kms, Key, EncryptionType.Kms, Key, false)]
    [InlineData(EncryptionType.Kms, "1234abcd-12ab-34cd-56ef-1234567890ab", EncryptionType.Kms, Key, false)]
    [InlineData(EncryptionType.Kms, "alias/berth", EncryptionType.Kms, Key, false)]
    [InlineData(EncryptionType.Kms, "another", EncryptionType.Kms, Key, true)]
    [InlineData(EncryptionType.Aes256, null, EncryptionType.Kms, Key, true)]
    [InlineData(EncryptionType.Kms, null, EncryptionType.Aes256, null, true)]
    [InlineData(EncryptionType.KmsDsse, null, EncryptionType.Kms, null, true)]
    public void Between_DesiredAndObserved_IsAConflictOrNothing(EncryptionType desired, string? desiredKey, EncryptionType observed, string? observedKey, bool conflict)
    {
        var drift = EncryptionSetting.Compare(new Encryption(desired, desiredKey), new Encryption(observed, observedKey));

        Assert.Equal(conflict, drift is SettingDrift.Left { Outcome: ChangeOutcome.Conflict });
    }
}
