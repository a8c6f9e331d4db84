namespace Huracan.Engine.Models.Baselines;

/// <summary>Always the training samples' likeliest class, with the training frequencies as probabilities. It has no settings.</summary>
/// <param name="settings">None may be given.</param>
[ModelFamily("majority", FeatureSet = "sequence", IsBaseline = true)]
public sealed class MajorityModel(ModelSettings settings) : FrequencyModel(settings, groups: 1)
{
    /// <inheritdoc/>
    protected override int Group(FeatureTable table, int bar) => 0;
}
