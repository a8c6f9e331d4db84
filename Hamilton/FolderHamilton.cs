using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality.Confidence;
using Huracan.Hamilton.Champions;
using Huracan.Hamilton.Inputs;
using Huracan.Hamilton.Lists;
using Huracan.Storage.Bundles;

namespace Huracan.Hamilton;

/// <summary>
/// Hamilton inside of this process, over a folder of champions. A model is loaded by the first call that needs it and stays in memory. When
/// <c>latest.json</c> names other champions, the call that sees it loads those that take the place of one in memory; calls meanwhile, and
/// those under way, are answered by the old ones, which go when the last such call has ended. Safe for use by several threads at once.
/// </summary>
public sealed class FolderHamilton : IHamilton, IDisposable
{
    private readonly ChampionCatalog catalog;
    private readonly FactoryReports? reports;
    private readonly TimeProvider time;

    /// <summary>Takes a folder of champions; nothing is read before the first call.</summary>
    /// <param name="champions">The folder, and whose bundles are accepted.</param>
    /// <param name="options">How it is read; null takes the defaults.</param>
    /// <param name="time">The clock that ages of candles and champions are judged by; null takes the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public FolderHamilton(ChampionStore champions, HamiltonOptions? options = null, TimeProvider? time = null)
    {
        options ??= new HamiltonOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Copies, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CheckEvery, TimeSpan.Zero);
        this.time = time ?? TimeProvider.System;
        catalog = new ChampionCatalog(champions, options.CheckEvery, options.Copies, this.time);
        reports = options.FactoryReports is { } folder
            ? new FactoryReports(folder, HamiltonOptions.ReportAge, options.CheckEvery, this.time)
            : null;
    }

    /// <inheritdoc/>
    public ValueTask<ChampionModel> LoadModelAsync(
        string coin, string horizon, Timeframe? timeframe = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var champion = Hold(coin, horizon, timeframe);
        var (facts, bundle) = (champion.Facts, champion.Models.First);
        var (manifest, model) = (facts.Manifest, bundle.Model);
        return ValueTask.FromResult(new ChampionModel(
            ForecastHorizon.Of(manifest.Key).ToString(), model.Meta.FeatureNames, model.Lookback, model.FirstBar + 1,
            model.Meta.ReadsBitcoin(bundle.Features), facts.ConfidenceThreshold, manifest.AsOf, manifest.IsExpired(time.GetUtcNow()),
            facts.IsSigned, manifest)
        {
            RegimeVerdicts = champion.Regimes.Verdicts,
            Overfitting = facts.Overfitting,
            RegimesTo = champion.Regimes.Verdicts is null ? null : champion.Regimes.At,
        });
    }

    /// <inheritdoc/>
    public async ValueTask<ChampionForecast> PredictAsync(
        string coin, string horizon, NamedFeatures features, Timeframe? timeframe = null, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        using var champion = Hold(coin, horizon, timeframe);
        var meta = champion.Models.First.Model.Meta;
        var rows = FeatureInput.Rows(features, meta.FeatureNames);
        var closed = FeatureInput.Closed(features, meta.Timeframe, now);
        var served = champion.Regimes.Filter;
        var judged = await champion.Models.UseAsync(model => model.Forecast(rows, closed, now, served), cancellationToken);
        return Answer(champion, judged, null, now);
    }

    /// <inheritdoc/>
    public async ValueTask<ChampionForecast> PredictAsync(
        string coin, string horizon, RecentCandles candles, Timeframe? timeframe = null, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        using var champion = Hold(coin, horizon, timeframe);
        var unit = champion.Key.Unit;
        var own = CandleInput.Series(unit.Coin, unit.Timeframe, candles.Candles, now);
        var bitcoin = candles.Bitcoin is { } rows ? CandleInput.Series(RunPlan.Bitcoin, unit.Timeframe, rows, now) : null;
        return await ForecastAsync(champion, own, bitcoin, now, cancellationToken);
    }

    /// <summary>The same from candles that were read and checked already; the last one may stand in for a missing one, and then the
    /// forecast is not to be traded.</summary>
    /// <param name="horizon">How far the champion looks.</param>
    /// <param name="candles">The newest closed candles of the unit.</param>
    /// <param name="bitcoin">Bitcoin's candles over the same time or longer; null where there are none.</param>
    /// <param name="now">The present by the clock of whoever closes the candles, UTC; null takes this one's clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InputRefusedException">As <see cref="PredictAsync(string, string, RecentCandles, Timeframe?, CancellationToken)"/>.
    /// </exception>
    public async ValueTask<ChampionForecast> PredictAsync(
        string horizon, CandleSeries candles, CandleSeries? bitcoin, DateTimeOffset? now = null,
        CancellationToken cancellationToken = default)
    {
        using var champion = Hold(candles.Coin, horizon, candles.Timeframe);
        return await ForecastAsync(champion, candles, bitcoin, now ?? time.GetUtcNow(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RankedChampion>> GetRankingAsync(CancellationToken cancellationToken = default)
    {
        var champions = new List<WarmChampion>();
        var findings = reports?.Read();
        foreach (var champion in catalog.Champions())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (champion.Refusal() is not null)
                continue;
            champion.Learn(findings?.Champions);
            champions.Add(champion);
        }
        return ValueTask.FromResult(Ranking.Of(champions, time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BlockedUnit>> GetDoNotTradeAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (champions, findings) = (catalog.Champions(), reports?.Read());
        foreach (var champion in champions)
            champion.Learn(findings?.Champions);
        return ValueTask.FromResult(DoNotTrade.Of(champions, findings, time.GetUtcNow()));
    }

    /// <summary>The champions that <c>latest.json</c> names now, each as in the ranking by what is known already: no report is read. Null
    /// where its bundle is refused.</summary>
    /// <exception cref="InputRefusedException"><c>latest.json</c> is damaged, and has been since the first look.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public IReadOnlyDictionary<ChampionKey, RankedChampion?> Champions()
    {
        var champions = catalog.Champions();
        var rows = Ranking.Of(champions.Where(champion => champion.Refusal() is null), time.GetUtcNow())
            .ToDictionary(row => new ChampionKey(new UnitId(row.Coin, row.Timeframe), row.Bars));
        return champions.ToDictionary(champion => champion.Key, champion => rows.GetValueOrDefault(champion.Key));
    }

    /// <summary>Why <c>latest.json</c> or a report of the factory is refused now, while what was read before is served; null where all are
    /// whole.</summary>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public string? Refusal() => catalog.Refusal() ?? reports?.Refusal();

    /// <summary>Lets the models go, each when the last call that uses it has ended.</summary>
    public void Dispose() => catalog.Dispose();

    // A champion in memory, with what the factory has found of it since.
    private WarmChampion Hold(string coin, string horizon, Timeframe? timeframe)
    {
        var findings = reports?.Recent();
        var champion = catalog.Hold(coin, horizon, timeframe);
        champion.Learn(findings?.Champions);
        return champion;
    }

    private static async ValueTask<ChampionForecast> ForecastAsync(
        WarmChampion champion, CandleSeries candles, CandleSeries? bitcoin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var closed = DateTimeOffset.FromUnixTimeMilliseconds(candles.EndTime);
        var (judged, interval) = await champion.Models.UseAsync(
            model =>
            {
                var forecast = model.Forecast(candles, bitcoin, now, champion.Regimes.Filter);
                champion.See(forecast.Regime, closed, candles.Count);
                // Once a bar, and again with more candles: it costs more than the forecast.
                if (!champion.Drift.Has(closed, candles.Count))
                {
                    var judgement = model.JudgeDrift(candles, bitcoin);
                    champion.Drift.Keep(
                        judgement.Report, candles.Count, judgement.Intervals is { } state ? ServedInterval.Of(state) : null);
                }
                // Never what later candles taught.
                var served = champion.Drift.IntervalAt(closed) ?? model.Interval;
                return (forecast, served?.Around(forecast.Span, forecast.Volatility));
            },
            cancellationToken);
        return Answer(champion, judged, interval, now);
    }

    // What was found of earlier candles holds until newer ones are judged: a drifted model is not trusted again without them.
    private static ChampionForecast Answer(
        WarmChampion champion, JudgedForecast judged, ForecastInterval? interval, DateTimeOffset now)
    {
        if (judged.Decision.ShouldTrade && champion.Drift.Worst() is { } drifted)
        {
            var reason = drifted.Level == DriftLevel.Warn ? $"on paper only: {drifted.Reason}" : drifted.Reason;
            judged = judged with
            {
                Decision = judged.Decision with { ShouldTrade = false, SizeFactor = 0, Reason = reason },
                FilteredReason = reason,
            };
        }
        var (manifest, forecast) = (champion.Facts.Manifest, judged.Prediction);
        return new ChampionForecast(
            manifest.Coin, manifest.Timeframe, ForecastHorizon.Of(manifest.Key).ToString(), manifest.Horizon, manifest.Family,
            manifest.Version, forecast.Direction, forecast.Down, forecast.Flat, forecast.Up, forecast.Confidence, forecast.Value,
            judged.Decision, judged.Age?.Closed, judged.Age?.Bars, judged.Age?.IsStale ?? true, manifest.Expires, manifest.IsExpired(now),
            judged.Regime)
        {
            Interval = interval,
        };
    }
}
