using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models;

/// <summary>A model family whose settings can be searched. The registry asks each family that has it for its space.</summary>
public interface ISearchable
{
    /// <summary>What is searched unless a run says otherwise: settings of the family by their names, numbers all.</summary>
    static abstract SearchSpace Space { get; }
}
