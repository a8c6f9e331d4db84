using Huracan.Cluster.Units;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Cluster.Runs;

/// <summary>A run whose last unit has ended, and what its units are worth together; nothing of it is published yet.</summary>
/// <param name="Run">The run.</param>
/// <param name="Options">Its options.</param>
/// <param name="Records">Its units.</param>
/// <param name="Units">Their results with the verdict, in the same order.</param>
public sealed record JudgedRun(RunRow Run, RunOptions Options, IReadOnlyList<UnitRecord> Records, IReadOnlyList<UnitResult> Units);
