using System.Text.Json;
using Huracan.Contracts.Json;

namespace Huracan.Contracts.Client;

/// <summary>An enum in upper snake case; a text that names no member, from a newer API, is read as its member <c>Unknown</c>.</summary>
internal sealed class OpenEnumJsonConverter<T> : TextJsonConverter<T>
    where T : struct, Enum
{
    private static readonly T Unknown = Enum.Parse<T>("Unknown");

    private static readonly Dictionary<string, T> ByText = Enum.GetValues<T>().ToDictionary(Text, StringComparer.Ordinal);

    protected override T Parse(string text) => ByText.GetValueOrDefault(text, Unknown);

    protected override string Format(T value) => Text(value);

    private static string Text(T value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}
