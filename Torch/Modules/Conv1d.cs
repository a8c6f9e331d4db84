using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over the last dimension: (batch, in, time) to (batch, out, time').</summary>
public sealed class Conv1d : nn.Module<Tensor, Tensor>
{
    private readonly long stride, padding, dilation, groups;
    private readonly PaddingModes mode;

    internal Conv1d(
        long input, long output, long kernel, long stride, long padding, long dilation, PaddingModes mode, long groups, bool bias)
        : base(nameof(Conv1d))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (input % groups != 0 || output % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {input} input and {output} output channels");
        (this.stride, this.padding, this.dilation, this.groups, this.mode) = (stride, padding, dilation, groups, mode);
        weight = new Parameter(empty(output, input / groups, kernel));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias)
        {
            var bound = 1 / Math.Sqrt(input / groups * kernel);
            this.bias = new Parameter(empty(output));
            nn.init.uniform_(this.bias, -bound, bound);
        }
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), this.bias);
    }

    /// <summary>(out, in / groups, kernel).</summary>
    public Parameter weight { get; }

    /// <summary>(out), or null.</summary>
    public Parameter? bias { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (mode is PaddingModes.Zeros or PaddingModes.Constant || padding == 0)
            return nn.functional.conv1d(input, weight, bias, stride, padding, dilation, groups);
        using var padded = nn.functional.pad(input, [padding, padding], mode);
        return nn.functional.conv1d(padded, weight, bias, stride, 0, dilation, groups);
    }
}
