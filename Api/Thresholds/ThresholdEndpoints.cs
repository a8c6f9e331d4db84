using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Cluster.Cache;
using Huracan.Cluster.Runs;
using Huracan.Contracts.Trading;

namespace Huracan.Api.Thresholds;

internal static class ThresholdEndpoints
{
    public static void MapThresholdEndpoints(this IEndpointRouteBuilder routes) => routes.MapGet("/thresholds/{timeframe}", GetAsync)
        .WithName("GetThresholds")
            .WithTags("Thresholds")
            .WithSummary("The thresholds of a timeframe, published last or by one run")
            .Refuses(StatusCodes.Status404NotFound);

    private static async Task<Tagged<ThresholdsFile>> GetAsync(
        string timeframe, string? run, ConclusionTable table, VersionedCache cache, CancellationToken cancellationToken)
    {
        var length = RequestValidation.Timeframe(timeframe);
        var runId = run is null ? null : RequestValidation.Run(run);
        var thresholds = await cache.GetAsync(
            CacheKinds.Thresholds, $"{length}:{runId}",
            token => runId is null ? table.LatestThresholdsAsync(length, token) : table.ThresholdsAsync(runId, length, token),
            cancellationToken);
        return new(
            thresholds
                ?? throw new KeyNotFoundException(
                    $"{(runId is null ? "No run has" : $"Run {runId} has not")} published thresholds for {length}."));
    }
}
