namespace Huracan.Engine.Models.Baselines;

/// <summary>
/// The sign of one feature, meant to be a trailing return, with the class frequencies the training samples had under that sign.
/// The feature is scaled, so its sign is the one against the training median.
/// </summary>
[ModelFamily("momentum", FeatureSet = "sequence", IsBaseline = true)]
public sealed class MomentumModel : FrequencyModel
{
    private readonly int column;

    /// <summary>Makes an untrained model. Setting <c>column</c>: index of the feature, default 0.</summary>
    /// <exception cref="Contracts.InputRefusedException">A setting is unknown or out of range.</exception>
    public MomentumModel(ModelSettings settings)
        : this(settings, settings.Integer("column", 0, 0, settings.Features - 1))
    {
    }

    private MomentumModel(ModelSettings settings, int column)
        : base(settings, groups: 3) => this.column = column;

    /// <inheritdoc/>
    protected override int Group(FeatureTable table, int bar) => 1 + Math.Sign(table.Row(bar)[column]);
}
