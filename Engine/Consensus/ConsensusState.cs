namespace Huracan.Engine.Consensus;

/// <summary>
/// All that a running consensus knows of its voters, to be kept and gone on with. Votes whose outcome was not known yet are not in it:
/// whoever goes on hands them in when they are.
/// </summary>
/// <param name="Outcomes">Votes and outcomes of each voter.</param>
/// <param name="Votes">Votes of every two voters (i, j), i before j: (0, 1), (0, 2), …, (1, 2), ….</param>
public sealed record ConsensusState(IReadOnlyList<PairMoments> Outcomes, IReadOnlyList<PairMoments> Votes);
