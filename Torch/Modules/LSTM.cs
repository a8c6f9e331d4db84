using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Long short-term memory. Answers the output of every step, (time, batch, hidden) or (batch, time, hidden), and the last hidden and
/// cell states, each (layers, batch, hidden). Parameters are named as PyTorch's: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0.
/// </summary>
public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
{
    private static readonly Op lstm_op = new("aten::lstm", "input");
    private static readonly Op fused_op = new("huracan::lstm", "");
    private readonly long hidden, layers;
    private readonly int directions;
    private readonly bool bias, batchFirst;
    private readonly double dropout;
    private readonly Tensor[] weights;

    internal LSTM(long input, long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional) : base(nameof(LSTM))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        if (dropout is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "must be in [0, 1]");
        directions = bidirectional ? 2 : 1;
        (this.hidden, this.layers, this.bias, this.batchFirst, this.dropout) = (hidden, layers, bias, batchFirst, dropout);
        var all = new List<Tensor>();
        var bound = 1 / Math.Sqrt(hidden);
        for (var layer = 0; layer < layers; layer++)
        {
            for (var direction = 0; direction < directions; direction++)
            {
                var end = $"_l{layer}" + (direction == 1 ? "_reverse" : "");
                Add("weight_ih" + end, 4 * hidden, layer == 0 ? input : hidden * directions);
                Add("weight_hh" + end, 4 * hidden, hidden);
                if (!bias) continue;
                Add("bias_ih" + end, 4 * hidden);
                Add("bias_hh" + end, 4 * hidden);
            }
        }
        weights = [.. all];

        void Add(string key, params long[] shape)
        {
            var parameter = new Parameter(empty(shape));
            nn.init.uniform_(parameter, -bound, bound);
            register_parameter(key, parameter);
            all.Add(parameter);
        }
    }

    /// <summary>Runs over the steps of the input.</summary>
    /// <param name="input">(time, batch, in), or (batch, time, in) if made with batchFirst.</param>
    /// <param name="h0_c0">Hidden and cell state to begin with; zero by default.</param>
    public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        if (h0_c0 is var (h0, c0)) return Run(input, h0, c0);
        var shape = input.shape;
        if (shape.Length != 3) throw new ArgumentException($"the input has {shape.Length} dimensions instead of 3");
        using var zero = zeros([layers * directions, shape[batchFirst ? 0 : 1], hidden], input.dtype, input.device);
        return Run(input, zero, zero);
    }

    /// <summary>Runs <see cref="forward"/>.</summary>
    public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => forward(input, h0_c0);

    private (Tensor, Tensor, Tensor) Run(Tensor input, Tensor h0, Tensor c0)
    {
        // The usual case on the CPU has an operator of its own, several times faster than ATen's.
        if (layers == 1 && directions == 1 && bias && hidden % 8 == 0 && input.device_type == DeviceType.CPU
            && input.dtype == ScalarType.Float32 && weights[0].dtype == ScalarType.Float32)
            return Fused(input, h0, c0);
        return lstm_op.Call3(input, new[] { h0, c0 }, weights, bias, layers, dropout, training, directions == 2, batchFirst);
    }

    private (Tensor, Tensor, Tensor) Fused(Tensor input, Tensor h0, Tensor c0)
    {
        using var before = h0.select(0, 0);
        using var cellBefore = c0.select(0, 0);
        using var timeMajor = batchFirst ? input.transpose(0, 1) : input.alias();
        var (output, cell) = fused_op.Call2(timeMajor, weights[0], weights[1], weights[2], weights[3], before, cellBefore);
        using var last = output.select(0, -1);
        using var lastCell = cell;
        var answer = output;
        if (batchFirst)
        {
            answer = output.transpose(0, 1);
            output.Dispose();
        }
        return (answer, last.unsqueeze(0), lastCell.unsqueeze(0));
    }
}
