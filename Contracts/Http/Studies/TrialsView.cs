using System.Text.Json;

namespace Huracan.Contracts.Http.Studies;

/// <summary>What a run tried for a unit.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Choice">Why the chosen one was chosen, in words.</param>
/// <param name="Candidates">Every candidate with its figures, in the order tried.</param>
public sealed record TrialsView(string RunId, string Coin, Timeframe Timeframe, string Choice, JsonElement Candidates);
