using Huracan.Engine.Models.Boosting;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>The trees of the classes, while they grow.</summary>
internal sealed class GrowingLightGBMTrees : IGrowingTrees
{
    private readonly LightGBMBooster booster;
    private readonly bool isValidated;

    private GrowingLightGBMTrees(LightGBMBooster booster, bool isValidated) => (this.booster, this.isValidated) = (booster, isValidated);

    /// <summary>Begins on the trees of earlier rounds; empty where there are none.</summary>
    public static GrowingLightGBMTrees Begin(LightGBMDataset train, LightGBMDataset? validation, string parameters, byte[] trees)
    {
        using var earlier = trees.Length == 0 ? null : LightGBMBooster.Load(trees);
        if (earlier is not null)
        {
            train.StartFrom(earlier);
            validation?.StartFrom(earlier);
        }
        return new(LightGBMBooster.Create(train, validation, parameters, earlier), validation is not null);
    }

    /// <inheritdoc/>
    public bool Grow() => !booster.Update();

    /// <inheritdoc/>
    public double TrainLoss() => booster.Evaluate(0);

    /// <inheritdoc/>
    public double ValidationLoss() => isValidated ? booster.Evaluate(1) : double.NaN;

    /// <inheritdoc/>
    public byte[] Save() => booster.Save();

    /// <inheritdoc/>
    public void Dispose() => booster.Dispose();
}
