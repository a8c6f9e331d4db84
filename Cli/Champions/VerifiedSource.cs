using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Bundles;
using Huracan.Storage.Candles;

namespace Huracan.Cli.Champions;

/// <summary>The candles that bundles are verified with.</summary>
/// <param name="folder">Folder of files, or a store.</param>
/// <param name="funding">Folder of funding rates; null takes the default.</param>
internal sealed class VerifiedSource(string folder, string? funding)
{
    // What a bundle was made on ends with a closed candle, wherever the files end.
    private readonly ICandleSource whole = CandleSources.Open(
        folder, new FolderCandleOptions { FundingFolder = funding, KeepLastCandle = true });

    private readonly ICandleSource closed = CandleSources.Open(folder, new FolderCandleOptions { FundingFolder = funding });

    /// <summary>What is not as the bundle's manifest says.</summary>
    /// <exception cref="InputRefusedException">The candles are refused.</exception>
    public IReadOnlyList<string> Differences(Bundle bundle, CancellationToken cancellationToken) =>
        new BundleReplay(bundle, whole).Differences(cancellationToken);

    /// <summary>The model's forecast at the newest candle.</summary>
    /// <exception cref="InputRefusedException">The candles are refused.</exception>
    public Prediction Forecast(BundleModel model, UnitId unit, CancellationToken cancellationToken)
    {
        var picker = new SeriesPicker(closed, IngestStage.Limits(model.Options));
        var bitcoin = closed.Coins.Contains(RunPlan.Bitcoin)
            ? picker.Pick(RunPlan.Bitcoin, unit.Timeframe, cancellationToken).Series
            : null;
        var own = picker.Pick(unit.Coin, unit.Timeframe, cancellationToken);
        return own.Series is { } series
            ? model.Forecast(series, bitcoin, now: null).Prediction
            : throw new InputRefusedException($"{unit} cannot be forecast: {own.Preflight.Reason}");
    }
}
