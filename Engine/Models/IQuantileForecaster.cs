namespace Huracan.Engine.Models;

/// <summary>
/// A model family that can have a value head: the setting <c>value_head</c> 1 makes it forecast the mean of the return and its quantiles
/// beside the classes.
/// </summary>
public interface IQuantileForecaster : IModel
{
    /// <summary>Name of the setting.</summary>
    const string Setting = "value_head";

    /// <summary>Whether this model has one.</summary>
    bool HasValueHead { get; }

    /// <summary>Forecasts for the given bars, in their order: those of <see cref="IModel.Predict"/>, and quantiles.</summary>
    /// <exception cref="InvalidOperationException">It has no value head, or is neither fitted nor loaded.</exception>
    QuantileForecasts PredictQuantiles(FeatureTable table, ReadOnlySpan<int> bars);
}
