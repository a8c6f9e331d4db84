using Huracan.Engine.Models.Kernels;

namespace Huracan.Tests.Engine.Models.Kernels;

public sealed class CnnLstmKernelTests
{
    [Theory]
    [InlineData(3, 4, 3, 5, 7, 1)]
    [InlineData(3, 4, 3, 5, 7, 20)]
    [InlineData(1, 1, 1, 1, 1, 3)]
    [InlineData(2, 17, 5, 18, 4, 17)]
    [InlineData(15, 16, 7, 32, 5, 9)]
    public void Gradients_are_those_of_finite_differences(int features, int channels, int kernelSize, int hidden, int lookback, int batch)
    {
        var layout = new CnnLstmLayout(features, channels, kernelSize, hidden);
        var (table, bars, classes) =
            (MadeUpKernels.Table(features), MadeUpKernels.Bars(batch, lookback), MadeUpKernels.Classes(batch));
        float[] sampleWeights = batch % 2 == 0 ? [] : [.. classes.Select((c, i) => 0.5f + c + 0.25f * (i % 3))];
        var dropout = new Dropout(0.3);
        float Kept(int row, int unit)
        {
            var factors = new float[hidden];
            dropout.Draw(9, row, factors);
            return factors[unit];
        }
        var reference = new ReferenceCnnLstm(features, channels, kernelSize, hidden, lookback);
        var weights = MadeUpKernels.Weights(layout).ToDictionary(w => w.Key, w => Array.ConvertAll(w.Value, v => (double)v));
        double Loss() => reference.Loss(weights, table, bars, classes, sampleWeights, (row, unit) => Kept(row, unit));
        foreach (var kernel in MadeUpKernels.All)
        {
            using var network = MadeUpKernels.Network(kernel, layout, lookback);
            Assert.Equal(Loss(), network.Gradients(table, bars, classes, sampleWeights, dropout, 9), 1e-5);
            foreach (var (name, gradients) in layout.Write(network.WeightGradients))
            {
                var largest = gradients.Max(Math.Abs);
                for (var i = 0; i < gradients.Length; i += Math.Max(1, gradients.Length / 40))
                {
                    var (kept, step) = (weights[name][i], 1e-5);
                    weights[name][i] = kept + step;
                    var above = Loss();
                    weights[name][i] = kept - step;
                    var difference = (above - Loss()) / (2 * step);
                    weights[name][i] = kept;
                    var error = Math.Abs(difference - gradients[i]);
                    Assert.True(error <= 1e-5 * (largest + 0.01), $"{name}[{i}]: {gradients[i]} {difference}");
                }
            }
        }
    }

    [Theory]
    [InlineData(15, 32, 3, 64, 60, 40)]
    [InlineData(15, 48, 5, 96, 30, 16)]
    [InlineData(15, 64, 7, 128, 9, 5)]
    [InlineData(3, 5, 3, 16, 12, 33)]
    [InlineData(7, 20, 1, 255, 5, 18)]
    [InlineData(40, 100, 9, 256, 3, 3)]
    [InlineData(1, 1, 31, 1, 2, 1)]
    public void Every_width_of_vectors_gives_the_same_bytes(
        int features, int channels, int kernelSize, int hidden, int lookback, int batch)
    {
        var layout = new CnnLstmLayout(features, channels, kernelSize, hidden);
        var (table, bars, classes) =
            (MadeUpKernels.Table(features), MadeUpKernels.Bars(batch, lookback), MadeUpKernels.Classes(batch));
        var results = MadeUpKernels.All.Select(kernel =>
        {
            using var network = MadeUpKernels.Network(kernel, layout, lookback);
            var loss = network.Gradients(table, bars, classes, [], new(0.2), 3);
            var probabilities = new float[3 * batch];
            network.Results(table, bars, probabilities);
            return (Loss: loss, Gradients: network.WeightGradients.ToArray(), Probabilities: probabilities);
        }).ToArray();
        foreach (var other in results[1..])
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(results[0].Loss), BitConverter.DoubleToInt64Bits(other.Loss));
            MadeUpKernels.AssertSameBytes(results[0].Gradients, other.Gradients);
            MadeUpKernels.AssertSameBytes(results[0].Probabilities, other.Probabilities);
        }
    }

    [Fact]
    public void Every_size_of_batch_gives_the_mean_of_its_windows()
    {
        const int lookback = 6;
        var layout = new CnnLstmLayout(3, 8, 3, 20);
        var table = MadeUpKernels.Table(3);
        using var network = MadeUpKernels.Network(Kernel.Best, layout, lookback);
        var (bars, classes) = (MadeUpKernels.Bars(40, lookback), MadeUpKernels.Classes(40));
        var sum = new double[layout.Length];
        var losses = 0.0;
        for (var batch = 1; batch <= 40; batch++)
        {
            losses += network.Gradients(table, bars.AsSpan(batch - 1, 1), classes.AsSpan(batch - 1, 1), [], new(0), 0);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += network.WeightGradients[i];
            Assert.Equal(losses / batch, network.Gradients(table, bars.AsSpan(0, batch), classes.AsSpan(0, batch), [], new(0), 0), 1e-6);
            for (var i = 0; i < sum.Length; i++)
                Assert.Equal(sum[i] / batch, network.WeightGradients[i], 1e-6);
        }
    }

    [Fact]
    public void A_window_gives_the_same_bytes_alone_and_among_others()
    {
        const int lookback = 9;
        var layout = new CnnLstmLayout(5, 20, 3, 33);
        var (table, bars) = (MadeUpKernels.Table(5), MadeUpKernels.Bars(37, lookback));
        var expected = new float[3 * bars.Length];
        using var network = MadeUpKernels.Network(Kernel.Best, layout, lookback);
        network.Results(table, bars, expected);
        foreach (var rows in new[] { 1, 4, 7, 32 })
        {
            using var other = MadeUpKernels.Network(Kernel.Best, layout, lookback, rows);
            var probabilities = new float[expected.Length];
            other.Results(table, bars, probabilities);
            MadeUpKernels.AssertSameBytes(expected, probabilities);
            Assert.Equal(network.LossSum(table, bars, MadeUpKernels.Classes(37)), other.LossSum(table, bars, MadeUpKernels.Classes(37)));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_number_that_is_not_finite_shows_in_the_loss_or_the_gradients(float value)
    {
        const int lookback = 5;
        var layout = new CnnLstmLayout(3, 20, 3, 18);
        foreach (var kernel in MadeUpKernels.All)
        {
            foreach (var name in MadeUpKernels.Weights(layout).Keys)
            {
                using var network = MadeUpKernels.Network(kernel, layout, lookback);
                var weights = MadeUpKernels.Weights(layout);
                weights[name][^1] = value;
                layout.Read(weights, network.Weights);
                network.TakeWeights();
                var loss = network.Gradients(MadeUpKernels.Table(3), [10, 20, 30], [0, 1, 2], [], new(0), 0);
                if (float.IsNaN(value))
                    Assert.True(double.IsNaN(loss), $"{kernel} {name}");
            }
            var table = MadeUpKernels.Table(3);
            table.Values[20 * 3] = value;
            using var other = MadeUpKernels.Network(kernel, layout, lookback);
            var lossOfData = other.Gradients(table, [10, 20, 30], [0, 1, 2], [], new(0), 0);
            Assert.False(double.IsFinite(lossOfData) && other.WeightGradients.ToArray().All(float.IsFinite), kernel.ToString());
        }
    }

    [Theory]
    [InlineData(3, 5, 3, 7, 4, 1)]
    [InlineData(15, 32, 3, 64, 30, 32)]
    [InlineData(15, 16, 7, 48, 5, 21)]
    public void Nothing_is_read_or_written_before_or_after_the_memory_taken(
        int features, int channels, int kernelSize, int hidden, int lookback, int batch)
    {
        var layout = new CnnLstmLayout(features, channels, kernelSize, hidden);
        var (table, bars, classes) =
            (MadeUpKernels.Table(features), MadeUpKernels.Bars(batch, lookback), MadeUpKernels.Classes(batch));
        foreach (var atEnd in new[] { true, false })
        {
            foreach (var kernel in MadeUpKernels.All)
            {
                using var guarded = MadeUpKernels.Network(kernel, layout, lookback, memory: new GuardedWorkspace(atEnd));
                using var plain = MadeUpKernels.Network(kernel, layout, lookback);
                guarded.Gradients(table, bars, classes, [], new(0.1), 1);
                plain.Gradients(table, bars, classes, [], new(0.1), 1);
                MadeUpKernels.AssertSameBytes(plain.WeightGradients, guarded.WeightGradients);
                guarded.Results(table, bars, new float[3 * batch]);
            }
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var layout = new CnnLstmLayout(3, 8, 3, 16);
        using var network = MadeUpKernels.Network(Kernel.Best, layout, 5);
        var (table, bars, classes, dropout) =
            (MadeUpKernels.Table(3), MadeUpKernels.Bars(20, 5), MadeUpKernels.Classes(20), new Dropout(0.2));
        network.Gradients(table, bars, classes, [], dropout, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        network.Gradients(table, bars, classes, [], dropout, 2);
        network.TakeWeights();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Weights_come_back_as_they_were()
    {
        var layout = new CnnLstmLayout(3, 17, 5, 33);
        var (weights, flat) = (MadeUpKernels.Weights(layout), new float[layout.Length]);
        layout.Read(weights, flat);
        foreach (var (name, values) in layout.Write(flat))
            Assert.Equal(weights[name], values);
        Assert.Equal(weights.Values.Sum(w => w.Count(v => v != 0)), flat.Count(v => v != 0)); // no two in one place
    }
}
