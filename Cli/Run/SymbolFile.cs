using System.Text.Json;
using System.Text.RegularExpressions;
using Huracan.Contracts;

namespace Huracan.Cli.Run;

/// <summary>A JSON list of symbols, such as <c>["BTCUSDT", "ETHUSDT"]</c>.</summary>
internal static partial class SymbolFile
{
    /// <summary>Reads the symbols in the order of the file.</summary>
    /// <exception cref="InputRefusedException">The file is missing, no JSON or no list of different symbols; every error is named with its
    /// place.</exception>
    public static List<string> Read(string path)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new InputRefusedException(
                $"{path}, line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: this is not JSON; "
                + "it must be a list such as [\"BTCUSDT\", \"ETHUSDT\"].",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be read: {exception.Message}", exception);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new InputRefusedException(
                    $"{path} holds {Kind(document.RootElement)}; it must be a list of symbols such as [\"BTCUSDT\", \"ETHUSDT\"].");
            return Symbols(document.RootElement, path);
        }
    }

    private static List<string> Symbols(JsonElement list, string path)
    {
        var symbols = new List<string>();
        var errors = new List<string>();
        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            var place = $"{path}, entry {index + 1}";
            if (entry.ValueKind != JsonValueKind.String)
                errors.Add($"{place} is {Kind(entry)}; it must be a symbol in quotes such as \"BTCUSDT\".");
            else if (entry.GetString() is { } symbol && !Symbol().IsMatch(symbol))
                errors.Add($"{place} is '{symbol}'; a symbol is 2 to 30 capital letters and digits, such as BTCUSDT.");
            else if (symbols.IndexOf(entry.GetString()!) is >= 0 and var first) // a string, as checked above
                errors.Add($"{place} is '{symbols[first]}', which is there before; each symbol is listed once.");
            else
                symbols.Add(entry.GetString()!); // a string, as checked above
        }
        if (list.GetArrayLength() == 0)
            errors.Add($"{path} is an empty list; it must name at least one symbol.");
        return errors.Count == 0 ? symbols : throw new InputRefusedException(string.Join(Environment.NewLine, errors));
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        _ => element.GetRawText(),
    };

    [GeneratedRegex(@"\A[A-Z0-9]{2,30}\z")]
    private static partial Regex Symbol();
}
