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
/// <param name="Network">The last epoch's weights as safetensors.</param>
/// <param name="Optimizer">Its optimizer, as <see cref="ILearner.SaveOptimizer"/> writes it.</param>
/// <param name="BestNetwork">The best epoch's weights; null where that is the last epoch.</param>
internal sealed record TrainingState(
    IReadOnlyList<EpochResult> History, int BestEpoch, double BestLoss, int BatchSize, byte[] Network, byte[] Optimizer,
    byte[]? BestNetwork)
{
    private const int FormatVersion = 3;
    private static readonly JsonSerializerOptions WithNaN = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Epochs run.</summary>
    public int Epoch => History.Count;

    /// <summary>The state before the first epoch.</summary>
    public static TrainingState Start(int batchSize, ILearner learner) =>
        new([], 0, double.PositiveInfinity, batchSize, learner.SaveNetwork(), OptimizerOf(learner), null);

    /// <summary>Puts network and optimizer back into the state after the last epoch.</summary>
    public void Restore(ILearner learner)
    {
        learner.LoadNetwork(Network);
        using var reader = new BinaryReader(new MemoryStream(Optimizer));
        learner.LoadOptimizer(reader);
    }

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
            Network = learner.SaveNetwork(),
            Optimizer = OptimizerOf(learner),
            BestNetwork = better ? null : BestNetwork ?? Network,
        };
    }

    /// <summary>The state as a checkpoint: version, identity, numbers as JSON, weights as safetensors.</summary>
    public byte[] ToBytes(string identity)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(FormatVersion);
        writer.Write(identity);
        writer.Write(JsonSerializer.Serialize(this with { Network = [], Optimizer = [], BestNetwork = null }, WithNaN));
        Write(writer, Network);
        Write(writer, Optimizer);
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
            var (network, optimizer, best) = (Read(reader), Read(reader), Read(reader));
            return numbers is null
                ? null
                : numbers with { Network = network, Optimizer = optimizer, BestNetwork = best.Length == 0 ? null : best };
        }
        catch (Exception exception) when (exception is IOException or JsonException or FormatException)
        {
            return null; // without a checkpoint the training starts again and gives the same result
        }
    }

    private static byte[] OptimizerOf(ILearner learner)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        learner.SaveOptimizer(writer);
        return stream.ToArray();
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
