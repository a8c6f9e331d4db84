using Huracan.Bench.Measuring;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;

namespace Huracan.Bench.Confidence;

/// <summary>Share of the test forecasts of a move that pass a tier's least confidence, and how often those are right.</summary>
internal sealed record PassRow(string Name, double[] Shares, double[] Accuracies)
{
    private static readonly QualityTier[] Tiers = [QualityTier.High, QualityTier.Medium, QualityTier.Low];

    public static string[] Headings =>
        ["forecasts of a move", .. Tiers.SelectMany(tier => new[] { $"pass {Least(tier):0.00}", "right" })];

    public string[] Cells =>
        [Name, .. Shares.Zip(Accuracies).SelectMany(pair => new[] { Share(pair.First), Share(pair.Second) })];

    public static IEnumerable<PassRow> Of(List<TrainedUnit> units) =>
    [
        Of("raw", units.ConvertAll(unit => unit.Test)),
        Of("calibrated", units.ConvertAll(unit => unit.Test.Changed(unit.Learnt().Apply))),
    ];

    private static PassRow Of(string name, List<LabelledForecasts> tests)
    {
        var moves = tests.SelectMany(test => test.Predictions.Zip(test.Classes)).Where(pair => pair.First.Direction != 0).ToArray();
        var passed = Array.ConvertAll(Tiers, tier => Array.FindAll(moves, pair => pair.First.Confidence >= Least(tier)));
        return new PassRow(
            name,
            Array.ConvertAll(passed, some => (double)some.Length / moves.Length),
            Array.ConvertAll(passed, some => (double)some.Count(pair => pair.First.Direction == pair.Second) / some.Length));
    }

    private static double Least(QualityTier tier) => QualityTiers.MinConfidenceOf(tier);

    private static string Share(double share) => double.IsNaN(share) ? "-" : $"{Tables.Number(100 * share, "0.0")} %";
}
