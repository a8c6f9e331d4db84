namespace Huracan.Contracts.Http.Champions;

/// <summary>Who is champion of a unit at one horizon, who was, and who wants to be.</summary>
/// <param name="Horizon">Horizon, bars.</param>
/// <param name="Champion">The champion; null for none yet.</param>
/// <param name="Challenger">The challenger that waits; null without one.</param>
/// <param name="Earlier">Champions before that are kept, the latest first.</param>
public sealed record ChampionHorizon(
    int Horizon, ChampionRow? Champion, ChallengerView? Challenger, IReadOnlyList<ChampionRow> Earlier);
