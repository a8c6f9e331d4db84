using Huracan.Contracts.Http.Hamilton;

namespace Huracan.Contracts.Hamilton;

/// <summary>The newest closed candles of a unit.</summary>
/// <param name="Candles">The oldest first, without gaps; at least the model's <see cref="ChampionModel.MinCandles"/>, which says how many
/// the regime needs.</param>
/// <param name="Bitcoin">Bitcoin's candles over the same time or longer; needed where the model's
/// <see cref="ChampionModel.ReadsBitcoin"/> says so, else not used.</param>
public sealed record RecentCandles(IReadOnlyList<CandleRow> Candles, IReadOnlyList<CandleRow>? Bitcoin = null);
