using Huracan.Contracts;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Layers of gated recurrent units over windows of <c>lookback</c> bars. Settings: those of <see cref="RecurrentModel"/>.
/// </summary>
/// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
[ModelFamily("gru", FeatureSet = "sequence")]
public sealed class GruModel(ModelSettings settings) : RecurrentModel(settings, RecurrentCell.Gru), ISearchable
{
    /// <inheritdoc cref="RecurrentModel.Space"/>
    public static new SearchSpace Space => RecurrentModel.Space;
}
