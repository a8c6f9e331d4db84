using Huracan.Engine.Models.Boosting;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>The trees of the classes, while they grow.</summary>
internal sealed class GrowingXGBoostTrees : IGrowingTrees
{
    private readonly Booster booster;
    private readonly DMatrix train;
    private readonly DMatrix? validation;

    private GrowingXGBoostTrees(Booster booster, DMatrix train, DMatrix? validation) =>
        (this.booster, this.train, this.validation) = (booster, train, validation);

    /// <summary>Begins on the trees of earlier rounds; empty where there are none.</summary>
    public static GrowingXGBoostTrees Begin(
        DMatrix train, DMatrix? validation, IEnumerable<(string Name, string Value)> parameters, byte[] trees) =>
        new(Booster.Create(validation is null ? [train] : [train, validation], parameters, trees), train, validation);

    /// <inheritdoc/>
    public bool Grow()
    {
        booster.Update(train);
        return true;
    }

    /// <inheritdoc/>
    public double TrainLoss() => booster.Evaluate(train);

    /// <inheritdoc/>
    public double ValidationLoss() => validation is null ? double.NaN : booster.Evaluate(validation);

    /// <inheritdoc/>
    public byte[] Save() => booster.Save();

    /// <inheritdoc/>
    public void Dispose() => booster.Dispose();
}
