namespace Huracan.Engine.Training;

/// <summary>
/// A network in training on one set of samples and validated on another: one step at a time, and the state between two of them.
/// </summary>
internal interface ILearner : IDisposable
{
    /// <summary>Starts an epoch.</summary>
    /// <param name="order">Numbers of the training samples, in the order in which they are learned from.</param>
    /// <param name="seed">Of the epoch's dropout.</param>
    void Begin(int[] order, ulong seed);

    /// <summary>Makes one optimizer step on the next samples of the order; returns their mean loss of the classes before it.</summary>
    /// <exception cref="NonFiniteLossException">Loss or gradient is not finite; the weights are as before.</exception>
    double Step(int start, int count, int epoch, int step);

    /// <summary>Sum of the log losses of validation samples that lie one after another, every class counted the same.</summary>
    double ValidationLossSum(int start, int count);

    /// <summary>Writes the optimizer's state, exactly.</summary>
    void SaveOptimizer(BinaryWriter writer);

    /// <summary>Restores what <see cref="SaveOptimizer"/> wrote.</summary>
    void LoadOptimizer(BinaryReader reader);

    /// <summary>The network's weights as safetensors; the module that was given has them then too.</summary>
    byte[] SaveNetwork();

    /// <summary>Restores what <see cref="SaveNetwork"/> gave, in the module too.</summary>
    void LoadNetwork(byte[] weights);
}
