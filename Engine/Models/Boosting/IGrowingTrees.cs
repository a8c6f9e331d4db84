namespace Huracan.Engine.Models.Boosting;

/// <summary>Trees that a library grows, round by round.</summary>
internal interface IGrowingTrees : IDisposable
{
    /// <summary>Grows one more round.</summary>
    /// <returns>Whether there was something to split; where not, only the very first round keeps its trees.</returns>
    bool Grow();

    /// <summary>Mean log loss over the training samples.</summary>
    double TrainLoss();

    /// <summary>Mean log loss over the validation samples; NaN without.</summary>
    double ValidationLoss();

    /// <summary>All trees in the library's own format.</summary>
    byte[] Save();
}
