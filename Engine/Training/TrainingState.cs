using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Engine.Models;

namespace Huracan.Engine.Training;

/// <summary>The state of a training between two epochs, sufficient to resume it.</summary>
/// <param name="History">The epochs run.</param>
/// <param name="BestEpoch">The best of them, from 1; 0 before the first.</param>
/// <param name="BestLoss">Its loss.</param>
/// <param name="BatchSize">Batch size that fitted last.</param>
/// <param name="Learner">Network and optimizer, as <see cref="ILearner.Save"/> gives them.</param>
/// <param name="BestNetwork">The best epoch's network; null where that is the last epoch's.</param>
internal sealed record TrainingState(
    IReadOnlyList<EpochResult> History, int BestEpoch, double BestLoss, int BatchSize, byte[] Learner, byte[]? BestNetwork)
{
    private const int FormatVersion = 2;
    private static readonly JsonSerializerOptions WithNaN = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Epochs run.</summary>
    public int Epoch => History.Count;

    /// <summary>The state after one more epoch. Without validation the last epoch is the best.</summary>
    public TrainingState After(EpochResult result, ILearner learner)
    {
        var validated = !double.IsNaN(result.ValidationLoss);
        var better = !validated || Epoch == 0 || result.ValidationLoss < BestLoss;
        return this with
        {
            History = [.. History, result],
            BestEpoch = better ? result.Epoch : BestEpoch,
            BestLoss = !better ? BestLoss : validated ? result.ValidationLoss : result.TrainLoss,
            Learner = learner.Save(),
            BestNetwork = !validated ? null : better ? learner.SaveNetwork() : BestNetwork,
        };
    }

    /// <summary>The state as a checkpoint: version, identity, numbers as JSON, weights as safetensors.</summary>
    public byte[] ToBytes(string identity)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(FormatVersion);
        writer.Write(identity);
        writer.Write(JsonSerializer.Serialize(this with { Learner = [], BestNetwork = null }, WithNaN));
        Write(writer, Learner);
        Write(writer, BestNetwork ?? []);
        return stream.ToArray();
    }

    /// <summary>The state of a checkpoint; null where there is none, or it belongs to another training or version of this format.</summary>
    public static TrainingState? FromBytes(byte[]? checkpoint, string identity)
    {
        if (checkpoint is null)
            return null;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(checkpoint), Encoding.UTF8);
            if (reader.ReadInt32() != FormatVersion || reader.ReadString() != identity)
                return null;
            var numbers = JsonSerializer.Deserialize<TrainingState>(reader.ReadString(), WithNaN);
            var learner = Read(reader);
            var best = Read(reader);
            return numbers is null ? null : numbers with { Learner = learner, BestNetwork = best.Length == 0 ? null : best };
        }
        catch (Exception exception) when (exception is IOException or JsonException or FormatException)
        {
            return null; // without a checkpoint the training starts again and gives the same result
        }
    }

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] Read(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }
}
