using Huracan.Contracts;

namespace Huracan.Engine.Search.Space;

/// <summary>The parameters of a search, in the order in which they are suggested; a conditional one follows its parent.</summary>
public sealed class SearchSpace
{
    /// <summary>Checks and keeps the parameters.</summary>
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
}
