using Huracan.Contracts;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>A model given by its folder, of this or another run.</summary>
/// <param name="Parent">The parent of its folder.</param>
/// <param name="Name">Name of its folder.</param>
public sealed record NamedModel(IRunFolder Parent, string Name)
{
    /// <summary>What it is for.</summary>
    /// <exception cref="InputRefusedException">There is no such model.</exception>
    public ModelMeta Meta => Parent.ReadJson<ModelMeta>($"{Name}/{TrainedModel.MetaFile}");

    /// <summary>The model to be backtested.</summary>
    /// <exception cref="InputRefusedException">There is no such model.</exception>
    public FoundModel Find() =>
        new(
            Name, Parent.Hash(Name) ?? throw new InputRefusedException($"There is no model {Name}."),
            "the model named")
        { Elsewhere = Parent };
}
