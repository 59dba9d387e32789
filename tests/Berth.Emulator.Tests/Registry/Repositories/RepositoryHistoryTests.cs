using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Sqlite;
using Berth.Names;
using CsCheck;

namespace Berth.Emulator.Tests.Registry.Repositories;

public sealed class RepositoryHistoryTests
{
    private static readonly RegistryKey Key = new(AccountId.Parse("123456789012"), Region.Parse("us-east-1"));
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void State_AfterAnyHistoryAndARestart_IsTheSame() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[0, 3]).Array[1, 40].Sample(
            history => RunAsync(history).GetAwaiter().GetResult(), iter: 40, threads: 1);

    private static async Task RunAsync((int Step, int First, int Second)[] history)
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "state.db");
        var name = RepositoryName.Parse("some/name");
        RepositorySettings settings;
        ImageSet images;
        await using (var state = await EmulatorState.OpenAsync(SqliteStateStore.Open(path, fsync: false), CancellationToken.None))
        {
            var repository = await state.Registry(Key).CreateAsync(name, new RepositorySettings(), Now, CancellationToken.None);
            foreach (var (step, first, second) in history)
            {
                await repository!.EditAsync(edit => Step(edit, step, first, second), CancellationToken.None);
            }

            (settings, images) = (repository!.Settings, await repository.GetImagesAsync(CancellationToken.None));
        }

        await using var restored = await EmulatorState.OpenAsync(SqliteStateStore.Open(path, fsync: false), CancellationToken.None);
        var found = restored.Registry(Key).Find(name)!;
        var again = await found.GetImagesAsync(CancellationToken.None);
        Assert.Equal(Describe(settings, images), Describe(found.Settings, again));
        foreach (var image in again.InPushOrder())
        {
            var manifest = await found.ReadManifestAsync(image, CancellationToken.None);
            Assert.StartsWith("manifest ", Encoding.UTF8.GetString(manifest!.Value.Span), StringComparison.Ordinal);
        }

        foreach (var layer in Enumerable.Range(0, 4).Select(number => DigestOf(number)))
        {
            Assert.Equal(images.Layers.ContainsKey(layer), await restored.IsInUseAsync(layer, CancellationToken.None));
        }
    }

    private static bool Step(RepositoryEdit edit, int step, int first, int second)
    {
        switch (step)
        {
            case 0:
                edit.Put(
                    new StoredImage
                    {
                    Digest = DigestOf(first),
                    ManifestMediaType = "application/vnd.oci.image.index.v1+json",
                    PushedAt = Now.AddMinutes(second),
                    Subject = second == 0 ? DigestOf(3) : null,
                    Children = second == 1 ? [DigestOf(2)] : [],
                    Layers = [DigestOf(second)],
                    },
                    Encoding.UTF8.GetBytes($"manifest {first}"));
                break;
            case 1 when edit.Images.Find(DigestOf(first)) is not null:
                edit.PutTag(TagOf(second), DigestOf(first));
                break;
            case 2:
                edit.RemoveTag(TagOf(first));
                break;
            case 3 when edit.Images.Find(DigestOf(first)) is not null:
                edit.Remove(DigestOf(first));
                break;
            case 4:
                edit.Put(new StoredLayer(DigestOf(first), second, second == 0 ? null : "application/x", Now));
                break;
            case 5:
                edit.RemoveLayer(DigestOf(first));
                break;
            case 6:
                edit.Set(edit.Settings with
                {
                    TagMutability = (MutabilityMode)first,
                    ExclusionFilters = [.. Enumerable.Range(0, second).Select(number => $"f{number}*")],
                    ResourceTags = edit.Settings.ResourceTags.SetItem($"k{first}", $"v\"{second}"),
                    Lifecycle = second == 0 ? null : new LifecycleSettings($"policy {first}", second == 1 ? null : Now),
                });
                break;
        }

        return true;
    }

    private static string Describe(RepositorySettings settings, ImageSet images)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{settings.TagMutability} {string.Join(',', settings.ExclusionFilters)} {settings.Lifecycle} {settings.Encryption}")
            .AppendJoin(',', settings.ResourceTags).AppendLine();
        foreach (var image in images.InPushOrder())
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{image with { Children = [], Layers = [] }} {string.Join(',', image.Children)} {string.Join(',', image.Layers)}");
            text.AppendJoin(',', images.TagsOf(image.Digest)).AppendLine();
        }

        foreach (var number in Enumerable.Range(0, 4))
        {
            text.AppendJoin(',', images.ParentsOf(DigestOf(number))).AppendLine();
            text.AppendJoin(',', images.ReferrersOf(DigestOf(number))).AppendLine();
            text.Append(images.Layers.IsReferenced(DigestOf(number))).AppendLine();
            text.AppendLine(images.Layers.GetValueOrDefault(DigestOf(number))?.ToString());
            text.AppendLine(images.Find(TagOf(number))?.Digest.ToString());
        }

        return text.AppendJoin(',', images.SortedTags()).ToString();
    }

    private static Digest DigestOf(int number) => Digest.Parse("sha256:" + new string((char)('a' + number), 64));

    private static Tag TagOf(int number) => Tag.Parse($"t{number}");
}
