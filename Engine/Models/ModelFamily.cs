using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models;

/// <summary>A model family as the registry knows it.</summary>
/// <param name="Name">Name in commands, tables and folders, such as <c>cnn-lstm</c>.</param>
/// <param name="FeatureSet">Name of the feature set it reads, such as <c>sequence</c>.</param>
/// <param name="FeatureClip">Largest absolute value of a scaled feature.</param>
/// <param name="IsBaseline">Whether it is a baseline only.</param>
/// <param name="Type">The class that implements it.</param>
public sealed record ModelFamily(string Name, string FeatureSet, double FeatureClip, bool IsBaseline, Type Type)
{
    /// <summary>Default search space; null where there is nothing to search.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>
    /// Identity of the code of a plug-in: its assembly's module id. Null for the engine's own, which is in every stage's key.
    /// </summary>
    public string? CodeHash => CodeHashOf(Type);

    /// <summary>Whether it is a network, which trains in epochs.</summary>
    public bool IsNetwork => Type.IsAssignableTo(typeof(IEpochTrained));

    /// <summary>Whether its models can forecast the mean of the return and its quantiles beside the classes.</summary>
    public bool CanHaveValueHead => Type.IsAssignableTo(typeof(IQuantileForecaster));

    /// <summary>Whether a training on the processor has other bytes on another kind of it.</summary>
    public bool DependsOnProcessor =>
        (IsNetwork && !Type.IsAssignableTo(typeof(ISameOnEveryProcessor))) || Type.IsAssignableTo(typeof(IDependsOnProcessor));

    // CodeHash of the family that the class implements.
    internal static string? CodeHashOf(Type type) =>
        type.Assembly == typeof(ModelFamily).Assembly ? null : type.Module.ModuleVersionId.ToString("N");
}
