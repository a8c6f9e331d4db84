using System.Diagnostics;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Engine;
using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Bench.Search;

/// <summary>
/// Cost of a trial with ten parameters of mixed kinds, three reports and the median pruner; the objective itself costs nothing.
/// </summary>
internal static class Overhead
{
    private const int Window = 100;

    private static readonly SearchSpace Space = new(
    [
        new("rate", new FloatDistribution(1e-5, 1e-1, Log: true)),
        new("decay", new FloatDistribution(1e-8, 1e-2, Log: true)),
        new("width", new FloatDistribution(-1, 1)),
        new("height", new FloatDistribution(0, 3)),
        new("dropout", new FloatDistribution(0, 0.5, Step: 0.05)),
        new("units", new IntDistribution(16, 256, log: true)),
        new("batch", new IntDistribution(32, 512, step: 32)),
        new("window", new IntDistribution(10, 300)),
        new("cell", new CategoricalDistribution(["lstm", "gru", "rnn"])),
        new("pool", new CategoricalDistribution([true, false])),
    ]);

    /// <summary>Measures samplers in a storage.</summary>
    /// <param name="name">Name of the storage.</param>
    /// <param name="open">Opens an empty study.</param>
    /// <param name="most">Milliseconds a trial of the default sampler may cost, of the number of trials.</param>
    /// <param name="marks">Numbers of trials at which to measure, ascending.</param>
    public static List<TrialCost> Measure(string name, Func<IStudyStorage> open, Func<int, double> most, IReadOnlyList<int> marks)
    {
        Run(name, "", new TpeSampler(), open, null, [2_000]); // until the code is fully compiled
        return [.. Run(name, "random", new RandomSampler(), open, null, marks), .. Run(
            name, Contest.Default, new TpeSampler(), open, most, marks)];
    }

    public static void Show(IEnumerable<TrialCost> costs)
    {
        Console.WriteLine("\nMilliseconds a trial costs, over the last hundred before that many");
        Tables.Print(["storage", "sampler", "trials", "median", "processor", "asked"], costs.Select(IReadOnlyList<string> (cost) =>
        [
            cost.Storage, cost.Sampler, cost.Trials.ToString(CultureInfo.InvariantCulture), Tables.Number(cost.Milliseconds, "0.000"),
            Tables.Number(cost.Cpu, "0.000"),
            cost.Limit is { } limit ? $"<= {Tables.Number(limit, "0.0")} {(cost.Met ? "met" : "MISSED")}" : "-",
        ]));
    }

    private static List<TrialCost> Run(
        string name, string samplerName, ISampler sampler, Func<IStudyStorage> open, Func<int, double>? most, IReadOnlyList<int> marks)
    {
        using var storage = open();
        var study = new Study(storage, sampler, new MedianPruner(), 7, TimeProvider.System);
        var noise = new SeededRandom(7);
        List<TrialCost> costs = [];
        var window = new Queue<double>();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var count = 1; count <= marks[^1]; count++)
        {
            var started = Stopwatch.GetTimestamp();
            One(study, noise);
            window.Enqueue(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (window.Count > Window)
                window.Dequeue();
            if (marks.Contains(count + Window))
                cpu = Environment.CpuUsage.TotalTime;
            if (marks.Contains(count))
                costs.Add(new TrialCost(
                    name, samplerName, count, Laps.MedianOf(window), (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Window,
                    most?.Invoke(count)));
        }
        return costs;
    }

    private static void One(Study study, SeededRandom noise)
    {
        var trial = study.Ask();
        var at = trial.Suggest(Space);
        // the space has them
        var value = Math.Pow(Math.Log10((double)at["rate"]!) + 3.4, 2) + Math.Abs((double)at["width"]! - 0.3) + (long)at["window"]! / 100.0;
        for (var step = 0; step < 3; step++)
        {
            trial.Report(value + noise.NextGaussian() / (step + 1), step);
            if (trial.ShouldPrune())
            {
                study.Tell(trial, TrialState.Pruned);
                return;
            }
        }
        study.Tell(trial, TrialState.Complete, value);
    }
}
