using System.Runtime.CompilerServices;
using Huracan.Cluster.Cache;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;

namespace Huracan.Api.Hamilton;

/// <summary>The quality gates: by the thresholds a model's run has published; until it has, by what its unit was judged.</summary>
internal sealed class Gates(GateSettings settings, ConclusionTable conclusions, VersionedCache cache)
{
    private readonly ConditionalWeakTable<ThresholdsFile, QualityGate> made = [];
    private readonly GateOptions options = settings.Read();

    /// <exception cref="InputRefusedException">The models are switched off.</exception>
    public void RequireModels() => options.RequireModels();

    public async Task<QualityGate> OfAsync(LoadedModel loaded, CancellationToken cancellationToken)
    {
        var model = loaded.Row;
        var published = await cache.GetAsync(
            "thresholds", $"{model.Timeframe}:{model.RunId}",
            token => conclusions.ThresholdsAsync(model.RunId, model.Timeframe, token), cancellationToken);
        return published is null
            ? new QualityGate(Judged(model, loaded.Guard), options)
            : made.GetValue(published, file => new QualityGate(file, options));
    }

    private static ThresholdsFile Judged(RankingRow model, VolatilityGuardOptions guard)
    {
        var entry = new CoinThreshold
        {
            Status = model.Action,
            Action = model.Action,
            QualityTier = model.Tier,
            Score0100 = model.Score,
            MinConfidence = model.MinConfidence,
            Reason = FormattableString.Invariant($"score {model.Score:0.##}; the run is still going on"),
        };
        return new ThresholdsFile
        {
            Version = "",
            Timeframe = model.Timeframe.ToString(),
            VolatilityGuard = guard,
            Coins = new Dictionary<string, CoinThreshold>(StringComparer.Ordinal) { [model.Coin] = entry },
            Summary = ThresholdsBuilder.Summarise([entry]),
        };
    }
}
