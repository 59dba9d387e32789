using Berth.Bench.Registry;

if (args is ["serve", var directory, .. var options])
{
    await Server.RunAsync(directory, options);
    return 0;
}

const int SkopeoRounds = 3;
var time = TimeSpan.FromSeconds(3);
Target berth = null!;
Target? peer = null;
try
{
    Console.WriteLine($"{"",-34}{"berth",12}{"distribution",14}{"ratio",8}");
    Part(() =>
    {
        Row("4 kB blob push, 16 clients, /s", target => Load.BlobPush(target, time));
        Row("tag PUT, 16 clients, /s", target => Load.TagPut(target, time));
        Row("manifest GET, 16 clients, /s", target => Load.ManifestGet(target, time));
        Row("blob HEAD, 16 clients, /s", target => Load.BlobHead(target, time));
    });
    Part(() =>
    {
        Row("4 parallel PATCH of 64 MiB, MB/s", Load.ParallelPatch);
        Row("4 parallel GET of 64 MiB, MB/s", Load.ParallelGet);
        SkopeoRows();
        Row("peak memory in transfers, MB", target => target.PeakMemory());
    });
    return 0;
}
catch (InvalidOperationException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

// Each part has registries of its own, so that what one leaves behind does not weigh on the next.
void Part(Action rows)
{
    using var own = berth = Targets.Emulator(args);
    using var other = peer = Targets.DockerRegistry();
    rows();
}

void Row(string name, Func<Target, double> measure) => Print(name, measure(berth), peer is null ? double.NaN : measure(peer));

// The best of some rounds that alternate, each with an image of its own.
void SkopeoRows()
{
    var (push, pull) = (new Dictionary<Target, double>(), new Dictionary<Target, double>());
    for (var round = 0; round < SkopeoRounds; round++)
    {
        using var skopeo = new Skopeo(round);
        foreach (var target in new[] { berth, peer }.OfType<Target>())
        {
            push[target] = Math.Max(push.GetValueOrDefault(target), 210 / skopeo.Push(target));
            pull[target] = Math.Max(pull.GetValueOrDefault(target), 210 / skopeo.Pull(target));
        }
    }

    Print("skopeo push of 210 MB, MB/s", push[berth], peer is null ? double.NaN : push[peer]);
    Print("skopeo pull of 210 MB, MB/s", pull[berth], peer is null ? double.NaN : pull[peer]);
}

static void Print(string name, double own, double other) => Console.WriteLine($"{name,-34}{own,12:N0}{other,14:N0}{own / other,8:N2}");
