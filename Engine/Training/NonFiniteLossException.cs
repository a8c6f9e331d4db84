namespace Huracan.Engine.Training;

/// <summary>The loss or a gradient became NaN or infinite. This training fails; others continue.</summary>
/// <param name="epoch">Epoch, from 1.</param>
/// <param name="step">Step in the epoch, from 1; 0 for the validation loss at its end.</param>
/// <param name="quantity">What is not finite: <c>loss</c>, <c>gradient norm</c> or <c>validation loss</c>.</param>
public sealed class NonFiniteLossException(int epoch, int step, string quantity)
    : Exception($"The {quantity} is not finite in epoch {epoch}, step {step}; a lower learning rate may help.")
{
    /// <summary>Epoch, from 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>Step in the epoch, from 1; 0 for the validation loss at its end.</summary>
    public int Step { get; } = step;
}
