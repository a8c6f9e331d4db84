namespace Huracan.Contracts.Trading;

/// <summary>One row of a decision log: what was done at a bar's close, or deliberately not done, and on what grounds.</summary>
/// <param name="Time">The bar's close, ms UTC.</param>
/// <param name="Bar">The bar, index into the candles.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Length of the bars.</param>
/// <param name="Score">S, what the voters said together, -1 to 1.</param>
/// <param name="Threshold">Size of S from which that bar was traded.</param>
/// <param name="Votes">Votes of the voters that were heard, by name: a JSON object such as <c>{"xgboost/h4":0.12}</c>.</param>
/// <param name="Confidence">Probability that the voters together give to the direction of S; NaN where S is 0.</param>
/// <param name="Regime">Regime at the bar's close.</param>
/// <param name="Level">How strongly they agreed.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DecisionEvent(
    long Time,
    int Bar,
    string Coin,
    Timeframe Timeframe,
    double Score,
    double Threshold,
    string Votes,
    double Confidence,
    MarketRegime Regime,
    ConsensusLevel Level,
    DecisionAction Action,
    string Reason);
