using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Bench.Evidence;

/// <summary>
/// The results of 40 units of a run, drawn as the rules see them: 80 models a unit (2 families, 2 horizons, 20 trials) have a Sharpe
/// ratio on two years of validation, of which the best is chosen, and on two years of test. The models of a unit are alike, and so are
/// the coins.
/// </summary>
internal sealed record SimulatedUnits(IReadOnlyList<UnitResult> Results)
{
    public const int Units = 40;
    public const int Models = 80;
    public const double PlantedSharpe = 2;
    private const int Bars = 4380; // two years of 4h
    private const double Year = 2190;

    /// <summary>Draws them.</summary>
    /// <param name="random">Gives the draws.</param>
    /// <param name="planted">How many units have an edge.</param>
    /// <param name="trialCorrelation">Correlation of a unit's models.</param>
    /// <param name="coinCorrelation">Correlation of the coins.</param>
    /// <param name="noiseSharpe">Sharpe ratio of a year of the other units: 0, or below it what costs take.</param>
    public static SimulatedUnits Draw(
        SeededRandom random, int planted, double trialCorrelation, double coinCorrelation, double noiseSharpe = 0)
    {
        var (validationMarket, testMarket) = (random.NextGaussian(), random.NextGaussian());
        return new SimulatedUnits(
        [
            .. Enumerable.Range(0, Units).Select(unit =>
            {
                var edge = (unit < planted ? PlantedSharpe : noiseSharpe) * Math.Sqrt(Bars / Year); // in standard errors
                var validation = Errors(random, validationMarket, trialCorrelation, coinCorrelation);
                var test = Errors(random, testMarket, trialCorrelation, coinCorrelation);
                return Chosen(unit, validation, test, edge);
            })
        ]);
    }

    /// <summary>The result of a unit whose best model on validation is chosen.</summary>
    /// <param name="unit">Its number.</param>
    /// <param name="validation">Sharpe ratios of all models without an edge on validation, in standard errors.</param>
    /// <param name="test">Likewise on test.</param>
    /// <param name="edge">What every model has beside, in standard errors.</param>
    public static UnitResult Chosen(int unit, double[] validation, double[] test, double edge)
    {
        var chosen = Array.IndexOf(validation, validation.Max());
        return Result(unit, edge + validation[chosen], edge + test[chosen], VarianceOf(validation) / Bars);
    }

    /// <summary>Which units are ACTIVE by their evidence.</summary>
    public static IReadOnlyList<bool> Sufficient(IReadOnlyList<UnitResult> units) =>
        [.. units.Select(unit => unit.ProbabilisticSharpe >= 0.95 && unit.Verdict is { Shortfall: null })];

    public SimulatedUnits AllPromising() => new(
        [.. Results.Select(unit => unit with { Evidence = unit.Evidence! with { ValidationSharpe = 1 } })]); // drawn with it

    public IReadOnlyList<UnitResult> Judge(EvidenceOptions options) =>
        RunEvidence.Judge(new RunOptions { Evidence = options }, "run", Results, []);

    // Sharpe ratios of all models without an edge, in standard errors.
    private static double[] Errors(SeededRandom random, double market, double trialCorrelation, double coinCorrelation)
    {
        var coin = Math.Sqrt(coinCorrelation) * market + Math.Sqrt(1 - coinCorrelation) * random.NextGaussian();
        var errors = new double[Models];
        for (var i = 0; i < Models; i++)
            errors[i] = Math.Sqrt(trialCorrelation) * coin + Math.Sqrt(1 - trialCorrelation) * random.NextGaussian();
        return errors;
    }

    private static double VarianceOf(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    private static UnitResult Result(int unit, double validation, double test, double trialVariance)
    {
        var sharpe = test / Math.Sqrt(Bars);
        return new UnitResult($"SIM{unit:000}USDT", Timeframe.H4, UnitStatus.Done, "", "")
        {
            Score = 90,
            Tier = QualityTier.High,
            Action = GateAction.Warmup,
            Trades = 300,
            FundingMissingShare = 0,
            ProbabilisticSharpe = SharpeStatistics.Psr(sharpe, Bars, 0, 3),
            TrialsTried = Models,
            Evidence = new TestEvidence(
                DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(2), Bars, sharpe, 0, 3, "simulated", "specification", 4)
            {
                ValidationSkill = 0.01,
                ValidationSharpe = SharpeStatistics.DeflatedSharpe(
                    validation / Math.Sqrt(Bars), Bars, 0, 3, trialVariance, Models),
                TrialVariance = trialVariance,
            },
        };
    }
}
