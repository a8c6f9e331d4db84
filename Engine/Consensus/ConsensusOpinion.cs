namespace Huracan.Engine.Consensus;

/// <summary>What the voters say together at a bar.</summary>
/// <param name="Score">S, the weighted mean of the votes, -1 to 1; 0 where no voter that votes has shown skill.</param>
/// <param name="Weights">Weight of each voter, 0 or more; together 1, or all 0.</param>
/// <param name="Reliabilities">Reliability of each voter, 0 to 1, whether it votes or not.</param>
public sealed record ConsensusOpinion(double Score, double[] Weights, double[] Reliabilities);
