using System.Globalization;
using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality;

/// <summary>Says what keeps a quality score low.</summary>
public static class ScoreLimit
{
    /// <summary>
    /// The evidence behind the ceiling where the ceiling is the score, such as <c>capped at 49.9: no log-loss skill</c>; else the part that
    /// misses the most points, such as <c>psr 0.61 earns 8.6 of 35 points</c>.
    /// </summary>
    public static string Of(QualityScore score)
    {
        var psr = score.Parts.First(part => part.Name == ScoreFormula.PsrPart);
        if (score.Parts.Sum(part => part.Points) > score.Ceiling)
        {
            // A PSR that earns points has a higher ceiling, unless the forecasts have no skill.
            // A PSR below what it has to be leaves the ceiling below this one.
            var cause = score.Ceiling == ScoreFormula.DoubtCeiling ? "the search is likelier overfitted than not"
                : psr.Points > 0 && score.Ceiling <= ScoreFormula.LeastCeiling ? "no log-loss skill"
                : $"psr {Text(psr.Value)}";
            return string.Create(CultureInfo.InvariantCulture, $"capped at {score.Ceiling:0.#}: {cause}");
        }
        var weakest = score.Parts.MaxBy(part => part.Weight - part.Points);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{weakest.Name} {Text(weakest.Value)} earns {weakest.Points:0.#} of {weakest.Weight:0.#} points");
    }

    private static string Text(double value) => double.IsNaN(value) ? "unknown" : value.ToString("0.###", CultureInfo.InvariantCulture);
}
