using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Importance;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Importance;

/// <summary>What was found of one family's features on one simulated coin, and what it took.</summary>
/// <param name="Report">The importance.</param>
/// <param name="TrainingSeconds">Processor time of the training of its two models.</param>
/// <param name="ImportanceSeconds">Processor time of the importance.</param>
internal sealed record MeasuredFamily(ImportanceReport Report, double TrainingSeconds, double ImportanceSeconds)
{
    // The features by which a planted event can be told: its volume, its range and the side of its candle.
    private static readonly string[] Planted = ["signed_volume", "rel_volume24", "vol_z96", "range", "rel_range24", "body", "ret1"];

    /// <summary>Place of the first group with a feature of the planted event, from 1.</summary>
    public int PlaceOfPlanted => 1 + Report.Groups.TakeWhile(group => !group.Features.Any(Planted.Contains)).Count();

    /// <summary>Whether a group with such a feature is told from noise, and rises the loss.</summary>
    public bool TellsPlanted => Report.Groups.Any(group =>
        group.Increase is { IsTold: true, Mean: > 0 } && group.Features.Any(Planted.Contains));

    /// <summary>Features that were tested.</summary>
    public LossIncrease[] Tested => [.. Report.Features.Select(feature => feature.Increase).Where(rise => rise.StandardError > 0)];

    /// <summary>Runs a coin of a simulated market through the pipeline with some families.</summary>
    /// <param name="families">Their names.</param>
    /// <param name="seed">Of the market and the run.</param>
    /// <param name="signal">The planted signal; null plants none.</param>
    /// <param name="bars">Hours.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static List<MeasuredFamily> Of(
        IReadOnlyList<string> families, ulong seed, PlantedSignal? signal, int bars, CancellationToken cancellationToken)
    {
        var parent = Directory.CreateTempSubdirectory("huracan-importance-").FullName;
        try
        {
            // Of even volatility: how wide a candle will be is as hard to forecast as its direction.
            var market = new SimulatorOptions
            {
                Coins = 1,
                IncludeBitcoin = false,
                Timeframe = Timeframe.H1,
                Bars = bars,
                Seed = seed,
                VolatilityOfLogVariance = 0,
                Regimes = [new SimulatedRegime { Name = "normal" }],
                Signal = signal,
            };
            var options = new RunOptions
            {
                Timeframes = [Timeframe.H1],
                Models = [.. families],
                Horizons = [signal?.Horizon ?? 4],
                Epochs = 8,
                Seed = seed,
                Device = TrainingDevice.Cpu,
                Importance = new ImportanceOptions { Of = ImportanceScope.All },
                Simulation = market,
            };
            RunFiles.CompleteModels(options);
            var folder = Path.Combine(parent, "run");
            RunFiles.Create(folder, options);
            var context = RunFiles.Open(folder);
            var source = new SimulatedMarket(options.Simulation);
            var unit = new UnitId(source.Coins[0], Timeframe.H1);
            new IngestStage(context, source).Run(unit.Coin, cancellationToken);
            var times = new StageTimes();
            var result = new UnitPipeline(context).Run(unit, times, cancellationToken);
            if (result.Status != UnitStatus.Done)
                throw new InputRefusedException($"{unit}: {result.Reason}");
            return
            [
                .. families.Select(family => RunOutputs.Candidate(unit, family, options.Horizons[0])).Select(root => new MeasuredFamily(
                    context.Folder.ReadJson<ImportanceReport>($"{root}/{StageOutputs.Importance}"),
                    times.Of(root, BestStage.Name) + times.Of(root, FinalStage.Name), times.Of(root, ImportanceStage.Name))),
            ];
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private sealed class StageTimes : IProgress<StageEvent>
    {
        private readonly Dictionary<(string Scope, string Stage), TimeSpan> times = [];

        public void Report(StageEvent value)
        {
            if (value.Progress is not (StageProgress.Started or StageProgress.Finished))
                return;
            var key = (value.Scope, value.Stage);
            var sign = value.Progress == StageProgress.Started ? -1 : 1;
            times[key] = times.GetValueOrDefault(key) + sign * Environment.CpuUsage.TotalTime;
        }

        public double Of(string root, string stage) => times[(root, stage)].TotalSeconds;
    }
}
