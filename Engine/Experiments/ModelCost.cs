namespace Huracan.Engine.Experiments;

/// <summary>What a model's trainings took.</summary>
public static class ModelCost
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Processor time of all its trainings, seconds; NaN where none is known.</summary>
    public static double ProcessorSeconds(IReadOnlyList<CandidateResult> results, string model)
    {
        double[] known = [.. Known(results, model, one => one.ProcessorSeconds)];
        return known.Length == 0 ? double.NaN : known.Sum();
    }

    /// <summary>
    /// Memory that sufficed for one of its trainings, MiB: the least of what its workers had taken by the end of each, whatever they
    /// trained before. NaN where none is known.
    /// </summary>
    public static double SufficientMebibytes(IReadOnlyList<CandidateResult> results, string model) =>
        Known(results, model, one => one.PeakMemoryBytes).DefaultIfEmpty(double.NaN).Min() / Mebibyte;

    private static IEnumerable<double> Known(
        IReadOnlyList<CandidateResult> results, string model, Func<CandidateResult, double> value) =>
        results.Where(one => one.Model == model).Select(value).Where(double.IsFinite);
}
