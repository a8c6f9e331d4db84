namespace Huracan.Engine.Pipeline.Execution;

/// <summary>One deliverable of a run with its expected and actual count.</summary>
/// <param name="Deliverable">What it is.</param>
/// <param name="Expected">How many there should be.</param>
/// <param name="Present">How many there are.</param>
public sealed record ChecklistItem(string Deliverable, int Expected, int Present)
{
    /// <summary>Whether none is missing.</summary>
    public bool Complete => Present >= Expected;
}
