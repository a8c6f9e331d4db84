using Huracan.Engine.Models.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// One layer of LSTM, batch first, for every recurrent network: float32 on the processor is computed by <see cref="LstmSequences"/>,
/// all else by libtorch. Not for several threads at once.
/// </summary>
/// <param name="module">Has the weights; the network registers it.</param>
internal sealed class LstmLayer(LSTM module) : IDisposable
{
    private readonly Dictionary<long, LstmSequences> byLength = []; // a backward pass may still need any of them

    /// <summary>x [B, L, C] to h after every step [B, L, H].</summary>
    public Tensor Forward(Tensor x)
    {
        if (x.device_type != DeviceType.CPU || x.dtype != ScalarType.Float32)
            return module.call(x).Item1;
        Tensor[] inputs =
        [
            x.contiguous(), .. new[] { "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0" }.Select(name => module.get_parameter(name)!),
        ];
        if (!byLength.TryGetValue(x.shape[1], out var sequences))
        {
            sequences = new(Kernel.Best, (int)x.shape[2], (int)inputs[2].shape[1], (int)x.shape[1], new());
            byLength.Add(x.shape[1], sequences);
        }
        return is_grad_enabled() ? LstmFunction.apply([.. inputs, sequences]) : LstmFunction.Outputs(sequences, inputs);
    }

    public void Dispose()
    {
        foreach (var sequences in byLength.Values)
            sequences.Dispose();
        byLength.Clear();
    }
}
