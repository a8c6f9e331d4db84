using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Signals;

/// <summary>Forecasts for the coins of one timeframe with the models of a run, or with one model given by its folder.</summary>
internal sealed class SignalSession(RunContext context, ICandleSource source, QualityGate gate, string? modelPath, DateTimeOffset? now)
{
    private readonly SeriesPicker picker = new(source, IngestStage.Limits(context.Options));

    /// <summary>The requested coins or, where none are given, every coin that has a model of the timeframe.</summary>
    /// <exception cref="InputRefusedException">The run has no such timeframe.</exception>
    public static IReadOnlyList<string> Coins(
        RunContext context, ICandleSource source, Timeframe timeframe, IReadOnlyList<string>? requested)
    {
        if (!context.Options.Timeframes.Contains(timeframe))
            throw new InputRefusedException(
                $"The run has no models of {timeframe}; its timeframes are {string.Join(", ", context.Options.Timeframes)}.");
        if (requested?.Except(source.Coins).ToArray() is { Length: > 0 } unknown)
            throw new InputRefusedException(
                $"There are no candles of {string.Join(", ", unknown.Select(coin => coin + NearestName.Hint(coin, source.Coins)))} "
                + $"in {source.Description}.");
        return requested is { Count: > 0 }
            ? requested
            : [.. source.Coins.Where(coin => context.Folder.Exists(UnitReport.PathOf(new UnitId(coin, timeframe))))];
    }

    /// <summary>One forecast per coin. An error of one coin does not stop the others.</summary>
    public IEnumerable<SignalOutcome> Run(Timeframe timeframe, IReadOnlyList<string> coins, CancellationToken cancellationToken)
    {
        var forecaster = new LiveForecaster(context.Features, gate);
        var bitcoin = source.Coins.Contains(RunPlan.Bitcoin) ? picker.Pick(RunPlan.Bitcoin, timeframe, cancellationToken).Series : null;
        foreach (var unit in coins.Select(coin => new UnitId(coin, timeframe)))
        {
            SignalOutcome outcome;
            try
            {
                outcome = new SignalOutcome(unit, Forecast(forecaster, unit, bitcoin, cancellationToken), null);
            }
            catch (InputRefusedException exception)
            {
                outcome = new SignalOutcome(unit, null, exception.Message);
            }
            yield return outcome;
        }
    }

    private LiveSignal Forecast(LiveForecaster forecaster, UnitId unit, CandleSeries? bitcoin, CancellationToken cancellationToken)
    {
        using var model = Model(unit);
        var series = picker.Pick(unit.Coin, unit.Timeframe, cancellationToken);
        return series.Series is { } candles
            ? forecaster.Forecast(model, candles, bitcoin, modelPath is null ? LiveForecaster.PerCoin : LiveForecaster.ByPath, now)
            : throw new InputRefusedException($"it cannot be forecast: {series.Preflight.Reason}");
    }

    private TrainedModel Model(UnitId unit)
    {
        if (modelPath is not null)
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(modelPath));
            return TrainedModel.Load(new RunFolder(Path.GetDirectoryName(path) ?? path), Path.GetFileName(path), context.Families);
        }
        if (!context.Folder.Exists(UnitReport.PathOf(unit)))
            throw new InputRefusedException("the run has no model for it: it was skipped, failed, or was not part of the run.");
        var result = context.Folder.ReadJson<UnitReport>(UnitReport.PathOf(unit)).Result;
        if (result is not { Family: { } family, Horizon: { } horizon })
            throw new InputRefusedException("the run chose no model for it.");
        return TrainedModel.Load(
            context.Folder, $"{RunOutputs.Candidate(unit, family, horizon)}/{StageOutputs.FinalModel}", context.Families);
    }
}
