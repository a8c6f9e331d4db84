using Huracan.Contracts.Reports;

namespace Huracan.Dashboard.Units;

/// <summary>What a run found out about a unit.</summary>
public sealed record UnitReport(UnitResult Result, string Choice, QualityScore Score, IReadOnlyList<CandidateReport> Candidates);
