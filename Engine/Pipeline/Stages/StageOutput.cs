namespace Huracan.Engine.Pipeline.Stages;

/// <summary>A file or folder that a stage leaves in a candidate's folder.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Name">Name within the candidate's folder; or the beginning of several.</param>
/// <param name="Deliverable">What it is to be called where deliverables are counted; null where a finished run may be without it.</param>
public sealed record StageOutput(ChainStage Stage, string Name, string? Deliverable)
{
    /// <summary>The file that is looked at to see whether the output is there; null looks at <see cref="Name"/> itself.</summary>
    public string? Proof { get; init; }

    /// <summary>
    /// Whether <see cref="Name"/> is only the beginning of the names: numbered folders, or a file with journals beside it.
    /// </summary>
    public bool IsBeginning { get; init; }

    /// <summary>Whether a file is this output or lies in it.</summary>
    /// <param name="file">Name within the candidate's folder.</param>
    public bool Holds(string file) =>
        file == Name || file.StartsWith(IsBeginning ? Name : Name + "/", StringComparison.Ordinal);
}
