using System.Text.Json.Serialization;

namespace Huracan.Contracts.Bundles;

/// <summary>The challengers that have contended with the champion of a unit at a horizon, by which the next one pays.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Horizon">Horizon, bars.</param>
/// <param name="Champion">Version of the champion; null for cash.</param>
/// <param name="Challengers">Their versions, in the order in which they were compared first.</param>
public sealed record Contenders(string Coin, Timeframe Timeframe, int Horizon, string? Champion, IReadOnlyList<string> Challengers)
{
    /// <summary>Whose champion it is.</summary>
    [JsonIgnore]
    public ChampionKey Key => new(new UnitId(Coin, Timeframe), Horizon);

    /// <summary>Those of a champion that none has contended with.</summary>
    public static Contenders NoneOf(ChampionKey key, string? champion) =>
        new(key.Unit.Coin, key.Unit.Timeframe, key.Horizon, champion, []);

    /// <summary>How many came before a challenger, which may be among them or be the next.</summary>
    public int Before(string challenger) => Challengers.TakeWhile(one => one != challenger).Count();

    /// <summary>These and a challenger, which may be among them.</summary>
    public Contenders With(string challenger) =>
        Challengers.Contains(challenger) ? this : this with { Challengers = [.. Challengers, challenger] };
}
