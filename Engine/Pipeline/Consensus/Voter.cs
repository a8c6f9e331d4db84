using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Consensus;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>A candidate as a voter, with its out-of-sample forecasts.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Validation">The best model's forecasts of validation.</param>
/// <param name="Test">The backtested model's forecasts of test.</param>
/// <param name="Report">What it did on validation.</param>
internal sealed record Voter(Candidate Candidate, Forecasts Validation, Forecasts Test, ValidationReport Report)
{
    /// <summary>Its name, such as <c>xgboost/h4</c>.</summary>
    public string Name => $"{Candidate.Family.Name}/h{Candidate.Horizon}";

    /// <summary>Reads what the stages before left.</summary>
    public static Voter Read(IRunFolder folder, Candidate candidate) => new(
        candidate,
        Forecasts.Of(folder.ReadTable(candidate.PathOf(StageOutputs.ValidationForecasts))),
        Forecasts.Of(folder.ReadTable(candidate.PathOf(StageOutputs.TestForecasts))),
        folder.ReadJson<ValidationReport>(candidate.PathOf(StageOutputs.ValidationMetrics)));

    /// <summary>Whether it judges the sides of a primary rule.</summary>
    public bool IsOfSides => Candidate.Labels.Sides is not null;

    /// <summary>Vote of a forecast, -1 to 1: p(up) − p(down). Of a judge of sides it is the side by as much as it rather pays than fails,
    /// and 0 where it rather fails.</summary>
    public static double VoteOf(Prediction forecast, bool isOfSides) => isOfSides
        ? Math.Max(0, (double)forecast.Up - forecast.Flat) - Math.Max(0, (double)forecast.Down - forecast.Flat) // one side has none
        : Math.Clamp((double)forecast.Up - forecast.Down, -1, 1);

    /// <summary>Its votes over validation and test, and what becomes of them.</summary>
    public VoterSeries Series() => Series(
        Candidate.Horizon, [Validation, Test], ScaledOutcomes.Of(Candidate.Data.Candles, Candidate.Labels), Candidate.Labels);

    /// <summary>The votes of forecasts. Whether a judge of sides is reliable its votes do not tell, which follow the rule: that is learnt
    /// from how much it expects the side to pay, and from the return of the side.</summary>
    /// <param name="horizon">Bars.</param>
    /// <param name="parts">The forecasts.</param>
    /// <param name="outcomes">Scaled return of the price of each bar.</param>
    /// <param name="labels">The labels.</param>
    internal static VoterSeries Series(int horizon, IReadOnlyList<Forecasts> parts, double[] outcomes, LabelSet labels)
    {
        var votes = new double[outcomes.Length];
        Array.Fill(votes, double.NaN);
        var convictions = labels.Sides is null ? null : (double[])votes.Clone();
        foreach (var (bars, predictions) in parts)
        {
            for (var i = 0; i < bars.Length; i++)
            {
                votes[bars[i]] = VoteOf(predictions[i], labels.Sides is not null);
                if (convictions is not null)
                    convictions[bars[i]] = Math.Max(predictions[i].Up, predictions[i].Down) - (double)predictions[i].Flat;
            }
        }
        return new VoterSeries(horizon, votes, labels.Sides is { } sides ? OfSides(outcomes, sides) : outcomes, labels.Ends)
        {
            Convictions = convictions,
        };
    }

    /// <summary>What trading it alone brings over a part, from its own entry threshold.</summary>
    public BacktestResult Trade(BarRange part, Forecasts forecasts) =>
        Candidate.Backtester.Run(part, Candidate.Signals(forecasts, Report.EntryThreshold.Threshold));

    private static double[] OfSides(double[] outcomes, sbyte[] sides) =>
        [.. outcomes.Select((outcome, bar) => sides[bar] == 0 ? double.NaN : sides[bar] * outcome)];
}
