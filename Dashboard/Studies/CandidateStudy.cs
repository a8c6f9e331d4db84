using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Reports;

namespace Huracan.Dashboard.Studies;

/// <summary>A candidate's study with its trials, importance and choice.</summary>
/// <param name="Study">Counts, the best trial and the searched parameters.</param>
/// <param name="Trials">Every trial by number.</param>
/// <param name="Importance">How much each setting matters.</param>
/// <param name="ImportanceOf">Number of complete trials the importance was computed from.</param>
/// <param name="Choice">The settings chosen after the search; null before.</param>
/// <param name="ChoiceHash">Hash of the file with the choice.</param>
public sealed record CandidateStudy(
    StudyView Study, IReadOnlyList<TrialView> Trials, ImportanceView Importance, int ImportanceOf, BestConfiguration? Choice,
    string? ChoiceHash);
