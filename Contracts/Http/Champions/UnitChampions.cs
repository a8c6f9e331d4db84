namespace Huracan.Contracts.Http.Champions;

/// <summary>The champions and challengers of a unit.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Horizons">By horizon.</param>
public sealed record UnitChampions(string Coin, Timeframe Timeframe, IReadOnlyList<ChampionHorizon> Horizons);
