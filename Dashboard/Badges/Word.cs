using System.Text.Json;
using Huracan.Dashboard.Api;

namespace Huracan.Dashboard.Badges;

/// <summary>Enums in the words of the API: <c>NO_TRADE</c>.</summary>
internal static class Word
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, ApiJson.Options).GetString() ?? "";
}
