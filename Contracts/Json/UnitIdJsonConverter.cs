
namespace Huracan.Contracts.Json;

/// <summary><c>BTCUSDT/15m</c>.</summary>
internal sealed class UnitIdJsonConverter : TextJsonConverter<UnitId>
{
    protected override UnitId Parse(string text) => UnitId.Parse(text);
}
