namespace Huracan.Engine.Consensus;

/// <summary>The votes of one voter over a candle series and what became of them, one of each per candle.</summary>
/// <param name="Horizon">Bars between vote and outcome.</param>
/// <param name="Votes">-1 to 1; NaN where it has no forecast.</param>
/// <param name="Outcomes">Outcome in volatilities; NaN where there is none.</param>
/// <param name="Ends">Last bar that an outcome rests on: it is known at the bar after.</param>
public sealed record VoterSeries(int Horizon, double[] Votes, double[] Outcomes, int[] Ends)
{
    /// <summary>What reliability is learnt from in place of the votes, as where these are cut; null takes the votes.</summary>
    public double[]? Convictions { get; init; }
}
