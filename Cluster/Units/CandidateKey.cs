using Huracan.Contracts;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cluster.Units;

/// <summary>A candidate of a unit of a run.</summary>
public readonly record struct CandidateKey(UnitKey Unit, string Family, int Horizon)
{
    /// <summary>Its folder in the run, which is also the name of its study there.</summary>
    public string Folder => RunOutputs.Candidate(Unit.Unit, Family, Horizon);

    public override string ToString() => $"{Unit.RunId}/{Folder}";

    /// <summary>The candidate of a <see cref="Folder"/>.</summary>
    public static CandidateKey Parse(UnitKey unit, string folder)
    {
        var names = folder.Split('/');
        return new CandidateKey(unit, names[^2], int.Parse(names[^1][1..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
