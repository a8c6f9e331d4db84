using System.Globalization;
using System.Text;
using Huracan.Engine.Models.Boosting;

namespace Huracan.Tests.Engine.Models.Boosting;

/// <summary>Trees whose losses a test says, and whose saved form lists the seed and number of each round.</summary>
internal sealed class ScriptedTrees(byte[] earlier, ulong seed, Func<int, double> validationLoss, int? unsplitFrom) : IGrowingTrees
{
    private readonly List<string> rounds =
        [.. Encoding.UTF8.GetString(earlier).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public bool Grow()
    {
        var round = rounds.Count + 1;
        var isSplit = !(round >= unsplitFrom);
        if (isSplit || round == 1)
            rounds.Add(string.Create(CultureInfo.InvariantCulture, $"{seed}:{round}"));
        return isSplit;
    }

    public double TrainLoss() => 1.0 / rounds.Count;

    public double ValidationLoss() => validationLoss(rounds.Count);

    public byte[] Save() => Encoding.UTF8.GetBytes(string.Join(' ', rounds));

    public void Dispose()
    {
    }
}
