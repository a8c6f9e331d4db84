namespace Huracan.Cluster.Cache;

/// <summary>The kinds of cached values, as the cache's keys and metrics name them.</summary>
public static class CacheKinds
{
    public const string Ranking = "ranking";
    public const string Model = "model";
    public const string ModelView = "model_view";
    public const string Thresholds = "thresholds";

    public static readonly IReadOnlyList<string> All = [Ranking, Model, ModelView, Thresholds];
}
