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
    Console.WriteLine($"{"",-34}{"berth",12}{"distribution",14}{"ratio",8}{"processor time, as a ratio",30}");
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
        Console.WriteLine($"{"peak memory in transfers, MB",-34}{berth.PeakMemory(),12:N0}{peer?.PeakMemory(),14:N0}");
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

void Row(string name, Func<Target, Measure> measure) => Print(name, Timed(berth, measure), peer is null ? default : Timed(peer, measure));

// The best of some rounds that alternate, each with an image of its own.
void SkopeoRows()
{
    var (push, pull) = (new Dictionary<Target, (Measure, TimeSpan)>(), new Dictionary<Target, (Measure, TimeSpan)>());
    for (var round = 0; round < SkopeoRounds; round++)
    {
        using var skopeo = new Skopeo(round);
        foreach (var target in new[] { berth, peer }.OfType<Target>())
        {
            push[target] = Best(push.GetValueOrDefault(target), Timed(target, skopeo.Push));
            pull[target] = Best(pull.GetValueOrDefault(target), Timed(target, skopeo.Pull));
        }
    }

    Print("skopeo push of 210 MB, MB/s", push[berth], peer is null ? default : push[peer]);
    Print("skopeo pull of 210 MB, MB/s", pull[berth], peer is null ? default : pull[peer]);
}

static (Measure, TimeSpan) Best((Measure Measure, TimeSpan) one, (Measure Measure, TimeSpan) other) =>
    one.Measure.Amount > 0 && one.Measure.PerSecond > other.Measure.PerSecond ? one : other;

static (Measure, TimeSpan) Timed(Target target, Func<Target, Measure> measure)
{
    var before = target.ProcessorTime();
    var result = measure(target);
    return (result, target.ProcessorTime() - before);
}

// The processor time that the server needs for one unit of work tells more than the wall where the machine is shared: below 1 it needs less.
static void Print(string name, (Measure Measure, TimeSpan Processor) own, (Measure Measure, TimeSpan Processor) other) => Console.WriteLine(
    $"{name,-34}{own.Measure.PerSecond,12:N0}{other.Measure.PerSecond,14:N0}{own.Measure.PerSecond / other.Measure.PerSecond,8:N2}" +
    $"{own.Processor / own.Measure.Amount / (other.Processor / other.Measure.Amount),30:N2}");
