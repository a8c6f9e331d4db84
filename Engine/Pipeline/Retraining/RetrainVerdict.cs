using Huracan.Contracts;

namespace Huracan.Engine.Pipeline.Retraining;

/// <summary>Whether a unit is to be trained anew, and why.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Reason">The first reason that holds.</param>
/// <param name="Text">The reason in words, with its figures; where there is none, the figures of what was looked at.</param>
public sealed record RetrainVerdict(UnitId Unit, RetrainReason Reason, string Text)
{
    /// <summary>Whether it is to be trained.</summary>
    public bool IsDue => Reason != RetrainReason.None;
}
