using Huracan.Engine;
using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

/// <summary>That the numbers are right is held beside the library: LstmLayerTests.</summary>
public sealed class LstmSequencesTests
{
    [Theory]
    [InlineData(16, 60, 32, 64)]
    [InlineData(35, 5, 17, 100)]
    [InlineData(2, 3, 1, 255)]
    public void Every_width_of_vectors_gives_the_same_bytes(int batch, int steps, int inputs, int hidden)
    {
        var results = MadeUpKernels.All.Select(kernel => Run(kernel, batch, steps, inputs, hidden, new())).ToArray();
        foreach (var other in results[1..])
            MadeUpKernels.AssertSameBytes(results[0], other);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_read_or_written_outside_the_memory(bool atEnd)
    {
        foreach (var kernel in MadeUpKernels.All)
        {
            foreach (var (batch, steps, inputs, hidden) in new[] { (1, 1, 1, 1), (19, 4, 17, 33), (16, 7, 32, 64) })
                Assert.All(Run(kernel, batch, steps, inputs, hidden, new GuardedWorkspace(atEnd)), v => Assert.True(float.IsFinite(v)));
        }
    }

    [Fact]
    public void A_sequence_gives_the_same_bytes_alone_and_among_others()
    {
        const int batch = 21, steps = 6, inputs = 5, hidden = 20;
        using var sequences = Sequences(Kernel.Best, steps, inputs, hidden, new());
        var x = MadeUpKernels.Numbers(new(2), batch * steps * inputs);
        var (all, one) = (new float[batch * steps * hidden], new float[steps * hidden]);
        sequences.Forward(x, all);
        for (var i = 0; i < batch; i++)
        {
            sequences.Forward(x.AsSpan(i * steps * inputs, steps * inputs), one);
            MadeUpKernels.AssertSameBytes(all.AsSpan(i * steps * hidden, steps * hidden), one);
        }
    }

    private static LstmSequences Sequences(Kernel kernel, int steps, int inputs, int hidden, Workspace memory)
    {
        var sequences = new LstmSequences(kernel, inputs, hidden, steps, memory);
        var random = new SeededRandom(3);
        float[] Draw(int count) => MadeUpKernels.Numbers(random, count, 0.3);
        sequences.TakeWeights(Draw(4 * hidden * inputs), Draw(4 * hidden * hidden), Draw(4 * hidden), Draw(4 * hidden));
        return sequences;
    }

    private static float[] Run(Kernel kernel, int batch, int steps, int inputs, int hidden, Workspace memory)
    {
        using var sequences = Sequences(kernel, steps, inputs, hidden, memory);
        var random = new SeededRandom(4);
        var (x, outputs) = (MadeUpKernels.Numbers(random, batch * steps * inputs), new float[batch * steps * hidden]);
        sequences.Forward(x, outputs);
        var gradients = new float[x.Length];
        var (ofInputs, ofHidden, ofBias) = (new float[4 * hidden * inputs], new float[4 * hidden * hidden], new float[4 * hidden]);
        sequences.Backward(x, MadeUpKernels.Numbers(random, outputs.Length), gradients, ofInputs, ofHidden, ofBias);
        return [.. outputs, .. gradients, .. ofInputs, .. ofHidden, .. ofBias];
    }
}
