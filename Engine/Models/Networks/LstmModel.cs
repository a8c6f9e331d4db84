using Huracan.Contracts;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Layers of long short-term memory over windows of <c>lookback</c> bars. Settings: those of <see cref="RecurrentModel"/>.
/// </summary>
/// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
[ModelFamily("lstm", FeatureSet = "sequence")]
public sealed class LstmModel(ModelSettings settings) : RecurrentModel(settings, RecurrentCell.Lstm), ISearchable
{
    /// <inheritdoc cref="RecurrentModel.Space"/>
    public static new SearchSpace Space => RecurrentModel.Space;
}
