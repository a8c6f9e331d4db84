using System.Text.Json;
using Huracan.Contracts.Json;

namespace Huracan.Dashboard.Badges;

/// <summary>Enums as the API spells them: <c>NO_TRADE</c>.</summary>
internal static class EnumText
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, HuracanJson.Compact).GetString() ?? "";
}
