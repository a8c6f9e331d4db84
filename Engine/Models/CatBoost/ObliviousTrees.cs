using Huracan.Contracts;

namespace Huracan.Engine.Models.CatBoost;

/// <summary>
/// An ensemble of oblivious trees: the sums of their leaves are the logits of the classes. Reading and forecasting need no library.
/// </summary>
/// <param name="trees">The trees, in the order they were grown.</param>
internal sealed class ObliviousTrees(IReadOnlyList<ObliviousTree> trees)
{
    private const uint Magic = 0x31424F48; // "HOB1"
    private const int DeepestTree = 16;
    private const int MostTrees = 100_000;

    /// <summary>The trees.</summary>
    public IReadOnlyList<ObliviousTree> Trees { get; } = trees;

    /// <summary>Writes the logits of a row.</summary>
    public void Logits(ReadOnlySpan<float> row, Span<double> logits)
    {
        logits.Clear();
        foreach (var tree in Trees)
            tree.AddTo(logits, row);
    }

    /// <summary>
    /// As bytes, little-endian: a mark, the number of trees, and of each its depth, features, borders and leaves.
    /// </summary>
    public byte[] Save()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Magic);
        writer.Write(Trees.Count);
        foreach (var tree in Trees)
        {
            writer.Write(tree.Features.Length);
            Array.ForEach(tree.Features, writer.Write);
            Array.ForEach(tree.Borders, writer.Write);
            Array.ForEach(tree.Leaves, writer.Write);
        }
        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="features">Number of features there are.</param>
    /// <param name="origin">Family and file, for messages.</param>
    /// <exception cref="InputRefusedException">It is no such file, or a tree reads a feature that is not there.</exception>
    public static ObliviousTrees Load(byte[] bytes, int features, string origin)
    {
        using var memory = new MemoryStream(bytes);
        using var reader = new BinaryReader(memory);
        try
        {
            if (reader.ReadUInt32() != Magic)
                throw new InputRefusedException($"{origin} holds no oblivious trees.");
            var trees = new ObliviousTree[Within(reader.ReadInt32(), 1, MostTrees, "number of trees")];
            for (var i = 0; i < trees.Length; i++)
            {
                var depth = Within(reader.ReadInt32(), 0, DeepestTree, "depth of a tree");
                trees[i] = new(
                    [.. Enumerable.Range(0, depth).Select(_ => Within(reader.ReadInt32(), 0, features - 1, "feature of a tree"))],
                    Numbers(depth), Numbers(ObliviousTree.Classes << depth));
            }
            return memory.Position == bytes.Length ? new(trees) : throw new InputRefusedException($"{origin} goes on after its last tree.");
        }
        catch (EndOfStreamException exception)
        {
            throw new InputRefusedException($"{origin} ends too early.", exception);
        }

        float[] Numbers(int count)
        {
            float[] numbers = [.. Enumerable.Range(0, count).Select(_ => reader.ReadSingle())];
            return Array.TrueForAll(numbers, float.IsFinite)
                ? numbers
                : throw new InputRefusedException($"{origin} has a number that is not finite.");
        }

        int Within(int value, int least, int most, string what) => value >= least && value <= most
            ? value
            : throw new InputRefusedException($"{origin}: the {what} is {value}; it must lie in [{least}, {most}].");
    }
}
