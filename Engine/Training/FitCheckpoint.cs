using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Engine.Models;

namespace Huracan.Engine.Training;

/// <summary>Keeps the state of a training that is small enough for JSON, for the same training alone to go on from.</summary>
/// <typeparam name="T">The state.</typeparam>
/// <param name="checkpoints">Where it is kept; null keeps none.</param>
/// <param name="identity">Hash of all that the training depends on; asked for only where something is kept.</param>
internal sealed class FitCheckpoint<T>(ICheckpoints? checkpoints, Func<string> identity)
    where T : class
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // losses without validation are NaN
        RespectNullableAnnotations = true, // a state of another version is refused
        RespectRequiredConstructorParameters = true,
    };

    private readonly Lazy<string> identity = new(identity);

    /// <summary>The last state that this training kept; null where there is none.</summary>
    public T? Read()
    {
        if (checkpoints?.Read() is not { } bytes)
            return null;
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(bytes, Json);
            return kept?.Identity == identity.Value ? kept.State : null;
        }
        catch (JsonException)
        {
            return null; // without a checkpoint the training starts again and gives the same result
        }
    }

    /// <summary>Replaces it.</summary>
    public void Write(T state) => checkpoints?.Write(JsonSerializer.SerializeToUtf8Bytes(new Kept(identity.Value, state), Json));

    private sealed record Kept(string Identity, T State);
}
