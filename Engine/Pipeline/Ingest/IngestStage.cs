using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;

namespace Huracan.Engine.Pipeline.Ingest;

/// <summary>
/// Ingests a coin: picks and checks the candles of every timeframe of the run, stores those that may be trained on, and writes
/// the findings. Later stages do not read the source.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="source">Where the candles come from.</param>
/// <param name="compared">What they are compared with; null for nothing.</param>
public sealed class IngestStage(RunContext context, ICandleSource source, ComparedSource? compared = null)
{
    /// <summary>Ingests unless it is done.</summary>
    /// <returns>What was found, also in <c>data/{coin}/integrity.json</c>.</returns>
    public IntegrityReport Run(string coin, CancellationToken cancellationToken)
    {
        var options = context.Options;
        string[] key = [
            coin, .. options.Timeframes.Select(timeframe => timeframe.ToString()), $"{options.From}", $"{options.To}", $"{options.AsOf}",
            $"{options.KeepLastCandle}", $"{options.Costs}",
            .. options.Spreads.Source == SpreadSource.Configured ? [] : new[] { $"{options.Spreads}", $"{options.Parts}" },
            .. options.CompareSource is { } second ? new[] { $"compare {second} {options.CompareTolerance:R}" } : [],
        ];
        new StageRunner(context.Folder, $"data/{coin}", null).Run("ingest", key, () => Ingest(coin, cancellationToken));
        return context.Folder.ReadJson<IntegrityReport>(RunOutputs.Integrity(coin));
    }

    /// <summary>
    /// What the preflight lets pass under these options; its costs are the configured ones, since it comes before any spread.
    /// </summary>
    public static PreflightOptions Limits(RunOptions options) => new()
    {
        RoundTripCostBps = options.Costs.RoundTripBps,
        MissingFundingBps = options.Costs.HasFunding ? options.Costs.MissingFundingBps : null,
        AsOf = options.AsOf?.Time,
    };

    /// <summary>
    /// Picks and checks a coin's candles and funding rates without storing anything. Invalid rates block the coin.
    /// </summary>
    public static CoinData Look(RunOptions options, ICandleSource source, string coin, CancellationToken cancellationToken)
    {
        var window = new WindowedSource(source, options.From?.Milliseconds, options.To?.Milliseconds);
        return CoinData.Look(window, Limits(options), coin, options.Timeframes, cancellationToken);
    }

    private List<string> Ingest(string coin, CancellationToken cancellationToken)
    {
        var (series, funding) = Look(context.Options, source, coin, cancellationToken);
        series = compared?.Beside(series, cancellationToken) ?? series;
        var outputs = new List<string>();
        foreach (var candles in series.Select(unit => unit.Series).OfType<CandleSeries>())
        {
            context.Folder.WriteTable(RunOutputs.Candles(candles.Unit), CandleTable.Of(candles));
            outputs.Add(RunOutputs.Candles(candles.Unit));
        }
        if (funding is { Count: > 0 })
        {
            context.Folder.WriteTable(RunOutputs.Funding(coin), CandleTable.Of(funding));
            outputs.Add(RunOutputs.Funding(coin));
        }
        context.Folder.WriteJson(RunOutputs.Spread(coin), Spread(coin, series, cancellationToken));
        outputs.Add(RunOutputs.Spread(coin));
        context.Folder.WriteJson(RunOutputs.Integrity(coin), UnitSeries.Report(coin, funding, series));
        outputs.Add(RunOutputs.Integrity(coin));
        return outputs;
    }

    // The test part of a unit begins after train and validation of the bars behind its warm-up: never before that share of all its bars.
    private CoinSpread Spread(string coin, IReadOnlyList<UnitSeries> series, CancellationToken cancellationToken)
    {
        var options = context.Options;
        return new SpreadChoice(options.Spreads, options.Costs.HalfSpreadBps).Decide(
            [.. series.Select(unit => unit.Series).OfType<CandleSeries>()], options.Parts.Train + options.Parts.Validation,
            source is IQuoteSource quotes ? (start, end) => quotes.LoadSpreads(coin, start, end, cancellationToken) : null);
    }
}
