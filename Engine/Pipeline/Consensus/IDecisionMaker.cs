using Huracan.Contracts.Trading;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>Who decides at the closes of a test part.</summary>
internal interface IDecisionMaker
{
    /// <summary>How near to a trade it was at a bar.</summary>
    ConsensusLevel LevelAt(int bar);

    /// <summary>The row that tells what was done at a bar's close, with the grounds it had.</summary>
    DecisionEvent Decide(int bar, DecisionAction action, string reason);
}
