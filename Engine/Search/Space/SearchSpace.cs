using Huracan.Contracts;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Space;

/// <summary>What is searched: parameters in the order they are asked for, some there only at certain values of one before them.</summary>
public sealed class SearchSpace
{
    /// <summary>Takes the parameters.</summary>
    /// <exception cref="InputRefusedException">A name comes twice, a parent does not come before, or bounds break their rules.</exception>
    public SearchSpace(IReadOnlyList<SearchParameter> parameters)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            parameter.Distribution.Validate(parameter.Name);
            if (parameter.Parent is { } parent && !seen.Contains(parent))
                throw new InputRefusedException($"Search space: '{parameter.Name}' depends on '{parent}', which does not come before it.");
            if (!seen.Add(parameter.Name))
                throw new InputRefusedException($"Search space: '{parameter.Name}' comes twice.");
        }
        Parameters = parameters;
    }

    /// <summary>The parameters in their order.</summary>
    public IReadOnlyList<SearchParameter> Parameters { get; }

    /// <summary>Asks a trial for every parameter that is there, and keeps it.</summary>
    /// <returns>External values by name.</returns>
    public IReadOnlyDictionary<string, object?> Ask(Trial trial)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var parameter in Parameters)
        {
            var isThere = parameter.Parent is null || (values.TryGetValue(parameter.Parent, out var parent) && parameter.When(parent));
            if (isThere)
                values[parameter.Name] = trial.Suggest(parameter.Name, parameter.Distribution);
        }
        trial.Keep();
        return values;
    }
}
