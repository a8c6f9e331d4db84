using Huracan.Contracts;
using Huracan.Contracts.Json;

namespace Huracan.Storage.Files;

/// <summary>Reads JSON files.</summary>
public static class JsonFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputRefusedException">It cannot be read or is no JSON of this kind; the message names file, line and
    /// key.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return HuracanJson.Deserialize<T>(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
