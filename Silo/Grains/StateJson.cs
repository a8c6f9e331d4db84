using System.Text.Json;
using Huracan.Contracts.Json;
using Orleans.Storage;

namespace Huracan.Silo.Grains;

/// <summary>Stores grains' states as the project writes JSON everywhere, so that they can be read in SQL.</summary>
internal sealed class StateJson : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, HuracanJson.Compact));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, HuracanJson.Compact);
}
