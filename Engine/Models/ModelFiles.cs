using System.Security.Cryptography;
using System.Text.Json;
using Huracan.Contracts;

namespace Huracan.Engine.Models;

/// <summary>Reads and writes the named files a model is saved as, and refuses damaged ones by name.</summary>
internal static class ModelFiles
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Indented);

    public static T ReadJson<T>(string family, IReadOnlyDictionary<string, byte[]> files, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Require(family, files, name), Indented)
                ?? throw new InputRefusedException($"{family}: file '{name}' is empty.");
        }
        catch (JsonException exception)
        {
            throw new InputRefusedException($"{family}: file '{name}' is damaged: {exception.Message}", exception);
        }
    }

    public static byte[] Require(string family, IReadOnlyDictionary<string, byte[]> files, string name) =>
        files.TryGetValue(name, out var bytes)
            ? bytes
            : throw new InputRefusedException($"{family}: file '{name}' is missing from the saved model.");

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // Native parsers can crash on a damaged file, so a hash kept beside it is compared before they see it.
    public static byte[] RequireIntact(string family, IReadOnlyDictionary<string, byte[]> files, string name, string hash)
    {
        var bytes = Require(family, files, name);
        return Hash(bytes) == hash
            ? bytes
            : throw new InputRefusedException($"{family}: file '{name}' is damaged: its SHA-256 is not the one kept beside it.");
    }
}
