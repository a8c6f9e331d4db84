using System.Text.Json.Serialization;
using Huracan.Contracts;

namespace Huracan.Engine.Champions;

/// <summary>What is compared, fixed before the first day.</summary>
/// <param name="Timeframe">Length of the bars.</param>
/// <param name="OutcomeBars">Bars from the close at which a forecast is made to the close at which its outcome is known, 1 or more: the
/// horizon and the latency together.</param>
public sealed record ShadowPlan(Timeframe Timeframe, int OutcomeBars)
{
    private const int MostEarlier = 1_000_000;

    /// <summary>K, challengers tried together against the same champion, 1 or more. Default 1.</summary>
    public int Challengers { get; init; } = 1;

    /// <summary>Challengers that contended with the same champion before, and were dropped; 0 or more. Default 0.</summary>
    public int Earlier { get; init; }

    /// <summary>Whether the champion is cash, which has neither trades nor a drawdown. Default false.</summary>
    public bool ChampionIsCash { get; init; }

    /// <summary>Bars of a day.</summary>
    [JsonIgnore]
    public int BarsPerDay => 1440 / Timeframe.Minutes;

    /// <summary>
    /// Days of a block of forecasts: as few as hold four times <see cref="OutcomeBars"/>, so that three forecasts in four are compared.
    /// </summary>
    [JsonIgnore]
    public int BlockDays => (int)((4L * OutcomeBars + BarsPerDay - 1) / BarsPerDay);

    /// <summary>
    /// What α is divided by: K for those tried together, times 1, 3, 6, 10 … for the first, second, third, fourth … that come one after
    /// the other. However many come, α/1 + α/3 + α/6 + … stays below 2α.
    /// </summary>
    [JsonIgnore]
    public double Correction => Challengers * (Earlier + 1.0) * (Earlier + 2.0) / 2;

    /// <summary>Refuses what makes no comparison.</summary>
    /// <exception cref="InputRefusedException">A value is out of its range; the message names it.</exception>
    public ShadowPlan Check()
    {
        if (Timeframe.Minutes is < 1 or > 1440 || 1440 % Timeframe.Minutes != 0)
            throw new InputRefusedException($"The timeframe of a shadow comparison is {Timeframe.Minutes} minutes; it must divide a day.");
        if (OutcomeBars is < 1 or > 1_000_000)
            throw new InputRefusedException($"Outcome bars are {OutcomeBars}; they must be 1 to 1,000,000.");
        if (Challengers < 1)
            throw new InputRefusedException($"Challengers tried together are {Challengers}; there must be 1 or more.");
        if (Earlier is < 0 or > MostEarlier)
            throw new InputRefusedException($"Challengers before are {Earlier}; they must be 0 to {MostEarlier:N0}.");
        return this;
    }
}
