using System.Collections.ObjectModel;

namespace Huracan.Engine.Models;

/// <summary>
/// A model that can say itself what it makes of its features. Optional: permutation importance needs nothing but
/// <see cref="IModel.Predict"/>. A plug-in may implement it.
/// </summary>
public interface IExplained
{
    /// <summary>Numbers of features that no forecast depends on, from 0; empty where the model does not know. Saves work.</summary>
    IReadOnlySet<int> Unread() => ReadOnlySet<int>.Empty;

    /// <summary>Figures of each feature, each under a name of its own, in the order in which they are to be shown.</summary>
    /// <param name="table">Scaled features, as <see cref="IModel.Predict"/> takes them.</param>
    /// <param name="bars">Bars of it to look at, 1 or more; figures of the model alone need none.</param>
    /// <exception cref="InvalidOperationException">Neither fitted nor loaded.</exception>
    IReadOnlyList<FeatureMeasure> Explain(FeatureTable table, ReadOnlySpan<int> bars);
}

/// <summary>A figure of each feature.</summary>
/// <param name="Name">Short name, such as <c>gain</c>.</param>
/// <param name="Meaning">What it is, with its unit.</param>
/// <param name="Values">One finite number for each feature.</param>
public sealed record FeatureMeasure(string Name, string Meaning, double[] Values);
