using System.Runtime.CompilerServices;
using Huracan.Cluster.Cache;
using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;

namespace Huracan.Api.Predictions;

/// <summary>
/// Gives the quality gate of a model: by the file that <c>QUALITY_GATE_FILE</c> names; else by the thresholds its run has published or,
/// until then, by the score of its unit.
/// </summary>
internal sealed class QualityGateProvider(GateSettings settings, ConclusionTable conclusions, VersionedCache cache)
{
    private readonly ConditionalWeakTable<ThresholdsFile, QualityGate> gates = [];
    private readonly GateOptions options = settings.Read();
    private readonly QualityGate? named = settings.NamedGate();

    /// <exception cref="InputRefusedException">The models are switched off.</exception>
    public void RequireModels() => options.RequireModels();

    public async Task<QualityGate> GetAsync(LoadedModel loaded, CancellationToken cancellationToken)
    {
        if (named is not null)
            return named;
        var model = loaded.Row;
        var published = await cache.GetAsync(
            CacheKinds.Thresholds, $"{model.Timeframe}:{model.RunId}",
            token => conclusions.ThresholdsAsync(model.RunId, model.Timeframe, token), cancellationToken);
        return published is null
            ? new QualityGate(FromScore(model, loaded.Options.VolatilityGuard), options)
            : gates.GetValue(published, file => new QualityGate(file, options));
    }

    private static ThresholdsFile FromScore(RankingRow model, VolatilityGuardOptions guard)
    {
        var entry = new CoinThreshold
        {
            Status = model.Action,
            Action = model.Action,
            QualityTier = model.Tier,
            Score0100 = model.Score,
            MinConfidence = model.MinConfidence,
            Reason = FormattableString.Invariant($"score {model.Score:0.##}; the run has not finished"),
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
