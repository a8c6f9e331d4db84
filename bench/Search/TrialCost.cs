namespace Huracan.Bench.Search;

/// <summary>What the search itself costs at a trial: suggestions, three reports each with a look at the pruner, storage.</summary>
/// <param name="Storage">Where the study is kept.</param>
/// <param name="Sampler">Name of the sampler.</param>
/// <param name="Trials">Trials that the study has.</param>
/// <param name="Milliseconds">Median of the last hundred trials before that.</param>
/// <param name="Cpu">Mean processor time of them, in milliseconds.</param>
/// <param name="Limit">Most that may be; null sets no limit.</param>
internal sealed record TrialCost(string Storage, string Sampler, int Trials, double Milliseconds, double Cpu, double? Limit)
{
    public bool Met => Limit is not { } limit || Cpu <= limit;
}
