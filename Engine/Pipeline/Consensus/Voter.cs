using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Consensus;
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

    /// <summary>Vote of a forecast, -1 to 1: p(up) − p(down).</summary>
    public static double VoteOf(Prediction forecast) => Math.Clamp((double)forecast.Up - forecast.Down, -1, 1);

    /// <summary>Its votes over validation and test, and what becomes of them.</summary>
    public VoterSeries Series()
    {
        var votes = new double[Candidate.Data.Candles.Count];
        Array.Fill(votes, double.NaN);
        foreach (var (bars, predictions) in new[] { Validation, Test })
        {
            for (var i = 0; i < bars.Length; i++)
                votes[bars[i]] = VoteOf(predictions[i]);
        }
        return new VoterSeries(
            Candidate.Horizon, votes, ScaledOutcomes.Of(Candidate.Data.Candles, Candidate.Labels), Candidate.Labels.Ends);
    }

    /// <summary>What trading it alone brings over a part, from its own entry threshold.</summary>
    public BacktestResult Trade(BarRange part, Forecasts forecasts) =>
        Candidate.Backtester.Run(part, Candidate.Signals(forecasts, Report.EntryThreshold.Threshold));
}
