using System.Text.Json;

namespace Huracan.Engine;

/// <summary>
/// How a setting that is one of a few is written, in snake case: in files, on the command line, in requests and in the keys of stages.
/// </summary>
public static class SettingText
{
    /// <summary>The text of a value, such as <c>triple_barrier</c>.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
