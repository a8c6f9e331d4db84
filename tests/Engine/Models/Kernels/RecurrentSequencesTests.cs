using Huracan.Engine;
using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

/// <summary>That the numbers are right is held beside the library: RecurrentLayerTests.</summary>
public sealed class RecurrentSequencesTests
{
    [Theory]
    [InlineData(false, 16, 60, 32, 64)]
    [InlineData(false, 35, 5, 17, 100)]
    [InlineData(false, 2, 3, 1, 255)]
    [InlineData(true, 16, 60, 32, 64)]
    [InlineData(true, 35, 5, 17, 100)]
    public void Every_width_of_vectors_gives_the_same_bytes(bool gru, int batch, int steps, int inputs, int hidden)
    {
        var results = MadeUpKernels.All.Select(kernel => Run(gru, kernel, batch, (inputs, hidden, steps), new())).ToArray();
        foreach (var other in results[1..])
            MadeUpKernels.AssertSameBytes(results[0], other);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Nothing_is_read_or_written_outside_the_memory(bool gru, bool atEnd)
    {
        foreach (var kernel in MadeUpKernels.All)
        {
            foreach (var (batch, steps, inputs, hidden) in new[] { (1, 1, 1, 1), (19, 4, 17, 33), (16, 7, 32, 64) })
            {
                var numbers = Run(gru, kernel, batch, (inputs, hidden, steps), new GuardedWorkspace(atEnd));
                Assert.All(numbers, number => Assert.True(float.IsFinite(number)));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sequence_gives_the_same_bytes_alone_and_among_others(bool gru)
    {
        const int batch = 21, steps = 6, inputs = 5, hidden = 20;
        using var sequences = Sequences(gru, Kernel.Best, (inputs, hidden, steps), new());
        var x = MadeUpKernels.Numbers(new(2), batch * steps * inputs);
        var (all, one) = (new float[batch * steps * hidden], new float[steps * hidden]);
        sequences.Forward(x, all);
        for (var i = 0; i < batch; i++)
        {
            sequences.Forward(x.AsSpan(i * steps * inputs, steps * inputs), one);
            MadeUpKernels.AssertSameBytes(all.AsSpan(i * steps * hidden, steps * hidden), one);
        }
    }

    private static RecurrentSequences Sequences(bool gru, Kernel kernel, (int Inputs, int Hidden, int Steps) shape, Workspace memory)
    {
        var sequences = gru ? RecurrentSequences.Gru(kernel, shape, memory) : RecurrentSequences.Lstm(kernel, shape, memory);
        var random = new SeededRandom(3);
        float[] Draw(int count) => MadeUpKernels.Numbers(random, (gru ? 3 : 4) * count, 0.3);
        sequences.TakeWeights(Draw(shape.Hidden * shape.Inputs), Draw(shape.Hidden * shape.Hidden), Draw(shape.Hidden), Draw(shape.Hidden));
        return sequences;
    }

    private static float[] Run(bool gru, Kernel kernel, int batch, (int Inputs, int Hidden, int Steps) shape, Workspace memory)
    {
        using var sequences = Sequences(gru, kernel, shape, memory);
        var random = new SeededRandom(4);
        var x = MadeUpKernels.Numbers(random, batch * shape.Steps * shape.Inputs);
        var outputs = new float[batch * shape.Steps * shape.Hidden];
        sequences.Forward(x, outputs);
        float[] Room(int count) => new float[(gru ? 3 : 4) * count];
        var gradients = new float[x.Length];
        var (ofInputs, ofHidden) = (Room(shape.Hidden * shape.Inputs), Room(shape.Hidden * shape.Hidden));
        var (ofInputBias, ofHiddenBias) = (Room(shape.Hidden), Room(shape.Hidden));
        sequences.Backward(
            x, MadeUpKernels.Numbers(random, outputs.Length), gradients, ofInputs, ofHidden, ofInputBias, ofHiddenBias);
        return [.. outputs, .. gradients, .. ofInputs, .. ofHidden, .. ofInputBias, .. ofHiddenBias];
    }
}
