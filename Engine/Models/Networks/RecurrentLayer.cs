using Huracan.Engine.Models.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// One recurrent layer, batch first, for every network that has some: float32 on the processor is computed by
/// <see cref="RecurrentSequences"/>, all else by libtorch. Not for several threads at once.
/// </summary>
internal sealed class RecurrentLayer : IDisposable
{
    private readonly nn.Module module;
    private readonly Func<Tensor, Tensor> library;
    private readonly Func<(int Inputs, int Hidden, int Steps), RecurrentSequences> create;
    private readonly Dictionary<long, RecurrentSequences> byLength = []; // a backward pass may still need any of them

    /// <param name="module">Has the weights; the network registers it.</param>
    public RecurrentLayer(LSTM module) =>
        (this.module, library, create) =
            (module, x => module.call(x).Item1, shape => RecurrentSequences.Lstm(Kernel.Best, shape, new()));

    /// <param name="module">Has the weights; the network registers it.</param>
    public RecurrentLayer(GRU module) =>
        (this.module, library, create) =
            (module, x => module.call(x).Item1, shape => RecurrentSequences.Gru(Kernel.Best, shape, new()));

    /// <summary>x [B, L, C] to h after every step [B, L, H].</summary>
    public Tensor Forward(Tensor x)
    {
        if (x.device_type != DeviceType.CPU || x.dtype != ScalarType.Float32)
            return library(x);
        Tensor[] inputs =
        [
            x.contiguous(),
            .. new[] { "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0" }.Select(name => module.get_parameter(name)!),
        ];
        if (!byLength.TryGetValue(x.shape[1], out var sequences))
        {
            sequences = create(((int)x.shape[2], (int)inputs[2].shape[1], (int)x.shape[1]));
            byLength.Add(x.shape[1], sequences);
        }
        return is_grad_enabled() ? RecurrentFunction.apply([.. inputs, sequences]) : RecurrentFunction.Outputs(sequences, inputs);
    }

    public void Dispose()
    {
        foreach (var sequences in byLength.Values)
            sequences.Dispose();
        byLength.Clear();
    }
}
