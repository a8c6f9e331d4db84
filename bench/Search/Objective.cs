using Huracan.Engine.Search.Space;

namespace Huracan.Bench.Search;

/// <summary>A function to be minimised whose least value is known.</summary>
/// <param name="Name">Its name, the same in <c>optuna_search.py</c>.</param>
/// <param name="Space">Its parameters.</param>
/// <param name="Least">The least value there is.</param>
/// <param name="Value">The value at external parameters by name.</param>
internal sealed record Objective(string Name, SearchSpace Space, double Least, Func<IReadOnlyDictionary<string, object?>, double> Value);
