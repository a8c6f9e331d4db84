using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Training;

/// <summary>The epochs that a training reports; it can end the training as a kill would.</summary>
internal sealed class RoundsSeen : IProgress<EpochResult>
{
    public List<int> Rounds { get; } = [];

    /// <summary>The epoch after whose report the training is killed.</summary>
    public int? KilledAfter { get; init; }

    public void Report(EpochResult value)
    {
        Rounds.Add(value.Epoch);
        if (value.Epoch == KilledAfter)
            throw new KilledException();
    }
}
