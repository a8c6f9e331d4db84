namespace Huracan.Contracts.Http.Studies;

/// <summary>The search for a candidate's settings, as lists and pages show it.</summary>
/// <param name="Family">Model family of the candidate.</param>
/// <param name="Horizon">Horizon of the candidate in bars.</param>
/// <param name="Direction"><c>MAXIMIZE</c> or <c>MINIMIZE</c>: which values are better.</param>
/// <param name="Trials">Number of trials by state.</param>
/// <param name="Best">Number of the best complete trial, the earliest of equals; null while there is none.</param>
/// <param name="BestValue">Its value; null while there is none.</param>
/// <param name="Reproducible">False where a time budget ends the study: another machine comes to another number of trials.</param>
/// <param name="Parameters">What is searched, by name; empty before the first trial has asked.</param>
public sealed record StudyView(
    string Family, int Horizon, string Direction, TrialCounts Trials, int? Best, double? BestValue, bool Reproducible,
    IReadOnlyList<StudyParameter> Parameters);
