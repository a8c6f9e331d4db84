namespace Huracan.Contracts.Trading;

/// <summary>
/// One row of a decision log: what was done at a bar's close, or deliberately not done, and on what grounds. A unit's log has the rows of
/// its consensus and those of its best model, which was traded alone.
/// </summary>
/// <param name="Time">The bar's close, ms UTC.</param>
/// <param name="Bar">The bar, index into the candles.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Length of the bars.</param>
/// <param name="Source">Who decided: <c>consensus</c>, or the model, such as <c>xgboost/h4</c>.</param>
/// <param name="Score">S, what the voters said together, -1 to 1; of a model its own vote, p(up) − p(down).</param>
/// <param name="Threshold">What that bar was traded from: a size of S, or of a model a confidence.</param>
/// <param name="Votes">Votes of the voters that were heard, by name: a JSON object such as <c>{"xgboost/h4":0.12}</c>; of a model its
/// own.</param>
/// <param name="Confidence">Probability that the voters together give to the direction of S, NaN where S is 0; of a model that of the class
/// it forecast.</param>
/// <param name="Regime">Regime at the bar's close.</param>
/// <param name="Level">How strongly they agreed; of a model, by what its confidence and the threshold are above chance, 1/3, and NONE for a
/// flat forecast.</param>
/// <param name="Gate">Whether a trade in that direction could have been opened at that close.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DecisionEvent(
    long Time,
    int Bar,
    string Coin,
    Timeframe Timeframe,
    string Source,
    double Score,
    double Threshold,
    string Votes,
    double Confidence,
    MarketRegime Regime,
    ConsensusLevel Level,
    DecisionGate Gate,
    DecisionAction Action,
    string Reason);
