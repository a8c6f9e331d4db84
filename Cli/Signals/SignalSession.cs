using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline;
using Huracan.Engine.Quality;
using Huracan.Engine.Reports;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Signals;

/// <summary>Forecasts for the coins of one timeframe with the models of a run.</summary>
internal sealed class SignalSession(RunContext context, ICandleSource source, QualityGate gate, string? modelPath)
{
    private readonly SeriesPicker picker = new(source, IngestStage.Limits(context.Options));

    /// <exception cref="InputRefusedException">A coin has no model, or model and data do not belong together.</exception>
    public IReadOnlyList<LiveSignal> Run(Timeframe timeframe, IReadOnlyList<string>? coins, CancellationToken cancellationToken)
    {
        if (modelPath is not null && coins is not { Count: 1 })
            throw new InputRefusedException("--model-path is the model of one coin; name it with --coins.");
        var forecaster = new LiveForecaster(context.Features, gate);
        var bitcoin = source.Coins.Contains(RunPlan.Bitcoin) ? picker.Pick(RunPlan.Bitcoin, timeframe, cancellationToken).Series : null;
        var signals = new List<LiveSignal>();
        foreach (var coin in coins ?? [.. source.Coins.Where(coin => context.Folder.Exists(UnitReport.PathOf(new UnitId(coin, timeframe))))])
        {
            var unit = new UnitId(coin, timeframe);
            using var model = Model(unit);
            var series = picker.Pick(coin, timeframe, cancellationToken);
            if (series.Series is null)
                throw new InputRefusedException($"{unit} cannot be forecast: {series.Preflight.Reason}");
            signals.Add(forecaster.Forecast(model, series.Series, bitcoin));
        }
        return signals;
    }

    private TrainedModel Model(UnitId unit)
    {
        if (modelPath is not null)
        {
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(modelPath));
            return TrainedModel.Load(new RunFolder(Path.GetDirectoryName(path) ?? path), Path.GetFileName(path), context.Families);
        }
        if (!context.Folder.Exists(UnitReport.PathOf(unit)))
            throw new InputRefusedException($"The run has no model of {unit}: it was refused, failed, or was not part of it.");
        var result = context.Folder.ReadJson<UnitReport>(UnitReport.PathOf(unit)).Result;
        return TrainedModel.Load(context.Folder, $"{unit}/{result.Family}/h{result.Horizon}/{TrainStage.FinalModel}", context.Families);
    }
}
