using System.Globalization;
using Huracan.Engine.Experiments.Comparison;

namespace Huracan.Engine.Experiments;

/// <summary>What an experiment shows, in plain sentences.</summary>
internal static class ExperimentVerdict
{
    public static string Of(ExperimentSettings settings, int blocks, FriedmanTest? friedman, IReadOnlyList<ControlComparison> comparisons)
    {
        var counted = Counted(settings.Block, blocks);
        if (friedman is null)
            return $"Nothing can be said: {counted} to compare models on, and it takes two or more.";
        string[] better = [.. Different(one => one.MeanDifference > 0)], worse = [.. Different(one => one.MeanDifference <= 0)];
        var (control, alpha) = (settings.Control, settings.Alpha);
        var least = SignedRankTest.LeastPValue(blocks);
        var parts = new List<string>
        {
            better.Length + worse.Length == 0
                ? least > alpha
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"No model can be told from {control}: over {counted} the least p-value possible is {least:0.###}.")
                    : $"No model differs from {control} by more than chance over {counted}."
                : $"Over {counted} {Sentence(better, "better than", control)}{(better.Length > 0 && worse.Length > 0 ? ", " : "")}"
                    + $"{Sentence(worse, "worse than", control)} by more than chance"
                    + $"{(better.Length + worse.Length < comparisons.Count ? "; no other model can be told from it." : ".")}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Over all models Friedman's test {(friedman.PValue <= alpha ? "finds a difference" : "finds none")} "
                    + $"(p {(friedman.PValue < 0.001 ? "<" : "=")} {Math.Max(0.001, friedman.PValue):0.000})."),
            settings.Block == ExperimentBlock.Coin
                ? "Coins move together, so that they are worth fewer than their number, and all p-values are optimistic."
                : "The blocks share candles, and coins move together: all p-values are optimistic.",
        };
        return string.Join(" ", parts);

        IEnumerable<string> Different(Func<ControlComparison, bool> which) =>
            comparisons.Where(one => one.JointPValue <= settings.Alpha && which(one)).Select(one => one.Model);
    }

    private static string Counted(ExperimentBlock block, int count)
    {
        var noun = block switch
        {
            ExperimentBlock.Unit => "unit",
            ExperimentBlock.Series => "series",
            _ => "coin",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 || noun == "series" ? "" : "s")}");
    }

    private static string Sentence(string[] models, string relation, string control) => models.Length == 0
        ? ""
        : $"{List(models)} {(models.Length == 1 ? "is" : "are")} {relation} {control}";

    private static string List(string[] models) =>
        models.Length == 1 ? models[0] : $"{string.Join(", ", models[..^1])} and {models[^1]}";
}
