
namespace Huracan.Contracts.Json;

/// <summary><c>BTCUSDT/15m</c>.</summary>
internal sealed class UnitIdJsonConverter : TextJsonConverter<UnitId>
{
    protected override UnitId Parse(string text)
    {
        var mark = text.IndexOf('/', StringComparison.Ordinal);
        return mark > 0 && Timeframe.TryParse(text[(mark + 1)..], out var timeframe)
            ? new UnitId(text[..mark], timeframe)
            : throw new InputRefusedException($"'{text}' is not a unit: write COIN/timeframe, such as BTCUSDT/15m.");
    }
}
