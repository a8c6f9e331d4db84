namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// Settings of the tree-structured Parzen estimator. The defaults are those of Optuna 5 but for <see cref="FollowsSpread"/>: on the
/// functions of
/// <c>bench search</c> parameters drawn together, with kernels that follow the spread of the good trials, did better on each than both
/// rules of Optuna, which <see cref="Optuna5"/> and <see cref="Optuna4"/> give.
/// </summary>
public sealed record TpeOptions
{
    /// <summary>Finished trials, pruned ones included, sampled at random before the estimator is used. Default 10.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <summary>Points drawn from the good density for each suggestion. Default 24.</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>Weight of the kernel over the whole range. Default 1.</summary>
    public double PriorWeight { get; init; } = 1;

    /// <summary>Whether the parameters that every trial has are drawn together. Default true.</summary>
    public bool IsMultivariate { get; init; } = true;

    /// <summary>Whether trials that still run count as bad ones, so that those asked side by side differ. Default true.</summary>
    public bool ConstantLiar { get; init; } = true;

    /// <summary>Whether the range's middle counts as a neighbour when a kernel's width is measured. Default false.</summary>
    public bool PriorIsNeighbour { get; init; }

    /// <summary>
    /// Whether the kernels of good trials drawn together narrow with the spread of these, as in Scott's rule, instead of with their number
    /// alone, as in Optuna. Default true.
    /// </summary>
    public bool FollowsSpread { get; init; } = true;

    /// <summary>The defaults of Optuna 4.8: each parameter by itself.</summary>
    public static TpeOptions Optuna4 { get; } = new() { IsMultivariate = false, ConstantLiar = false, PriorIsNeighbour = true };

    /// <summary>The defaults of Optuna 5.</summary>
    public static TpeOptions Optuna5 { get; } = new() { FollowsSpread = false };

    internal ParzenOptions GoodParzen => Parzen(KernelWidth.BySpread);

    internal ParzenOptions BadParzen => Parzen(KernelWidth.ByCount);

    private ParzenOptions Parzen(KernelWidth adaptive)
    {
        var width = !IsMultivariate ? KernelWidth.ByNeighbours : FollowsSpread ? adaptive : KernelWidth.ByCountAlone;
        return new(PriorWeight, width, PriorIsNeighbour);
    }
}
