using System.Diagnostics;
using Berth.Bench.Lifecycle;
using Berth.Lifecycle.Evaluation;
using Berth.Tests.Lifecycle;

// Prints one line a case: time on the wall and of the processor, and what one run allocates. The last line is the verdict on the budget; it goes by
// processor time, which means the same on a busy machine: the evaluator runs on one thread and waits for nothing.
const int Images = 100_000;
const int NaiveImages = 1_000;
const int Runs = 11;
const double BudgetMilliseconds = 200;

var worst = 0.0;
foreach (var (name, policy) in Workload.Policies())
{
    var images = Workload.Images(Images);
    worst = Math.Max(worst, Report($"{name}, {Images:N0} images", Runs, () => LifecycleEvaluator.Evaluate(policy, images, Workload.Now)));
}

var (_, mixed) = Workload.Policies().First();
var few = Workload.Images(NaiveImages);
var fast = Report($"mixed, {NaiveImages:N0} images", Runs, () => LifecycleEvaluator.Evaluate(mixed, few, Workload.Now));
var naive = Report($"mixed, {NaiveImages:N0} images, naive", 3, () => NaiveLifecycle.Evaluate(mixed, few, Workload.Now));
Console.WriteLine($"naive / evaluator at {NaiveImages:N0} images: {naive / fast:N0} times");
Console.WriteLine($"budget {BudgetMilliseconds:N0} ms at {Images:N0} images x 50 rules: {(worst <= BudgetMilliseconds ? "kept" : "missed")}, at most {worst:N1} ms of processor time");
static double Report(string name, int runs, Func<object> work)
{
    work();
    work();
    var times = new double[runs];
    var used = new double[runs];
    var before = GC.GetAllocatedBytesForCurrentThread();
    for (var run = 0; run < runs; run++)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        work();
        times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        used[run] = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds;
    }

    var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / runs;
    Array.Sort(times);
    Array.Sort(used);
    Console.WriteLine($"{name}: wall median {times[runs / 2]:N1}, best {times[0]:N1} ms; processor median {used[runs / 2]:N1}, best {used[0]:N1} ms; {allocated / 1048576.0:N1} MiB");
    return used[runs / 2];
}
