using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Huracan.Contracts.Bundles;

namespace Huracan.Contracts.Hamilton;

/// <summary>How far a champion looks, as a time: 4 bars of 15 minutes and 1 bar of 1 hour are both <c>1h</c>.</summary>
/// <param name="Minutes">Length in minutes, 1 or more.</param>
public readonly record struct ForecastHorizon(int Minutes)
{
    private const int MostMinutes = 1440 * 10_000;

    /// <summary>The horizon of a champion.</summary>
    public static ForecastHorizon Of(ChampionKey key) => new(key.Unit.Timeframe.Minutes * key.Horizon);

    /// <summary>Reads <c>90m</c>, <c>4h</c> or <c>2d</c>.</summary>
    /// <exception cref="InputRefusedException">The text is no horizon.</exception>
    public static ForecastHorizon Parse(string text) => TryParse(text, out var horizon)
        ? horizon
        : throw new InputRefusedException($"'{text}' is not a horizon: write minutes, hours or days, such as 90m, 1h, 4h, 1d.");

    /// <summary>Reads a horizon; false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ForecastHorizon horizon)
    {
        horizon = default;
        if (text is not { Length: >= 2 }
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        var minutes = count * (text[^1] switch { 'm' => 1L, 'h' => 60, 'd' => 1440, _ => 0 });
        if (minutes is < 1 or > MostMinutes)
            return false;
        horizon = new ForecastHorizon((int)minutes);
        return true;
    }

    /// <summary>The shortest usual spelling: <c>90m</c>, <c>4h</c>, <c>1d</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minutes switch
    {
        _ when Minutes % 1440 == 0 => Minutes / 1440,
        _ when Minutes % 60 == 0 => Minutes / 60,
        _ => Minutes,
    }}{(Minutes % 1440 == 0 ? 'd' : Minutes % 60 == 0 ? 'h' : 'm')}");
}
