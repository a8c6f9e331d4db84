
namespace Huracan.Contracts.Json;

/// <summary><c>15m</c>.</summary>
internal sealed class TimeframeJsonConverter : TextJsonConverter<Timeframe>
{
    protected override Timeframe Parse(string text) => Timeframe.Parse(text);
}
