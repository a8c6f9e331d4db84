using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Reports;

namespace Huracan.Dashboard.Studies;

/// <summary>A candidate's study with all that is known of it.</summary>
/// <param name="Study">Counts, the best trial and what is searched.</param>
/// <param name="Trials">Every trial by number.</param>
/// <param name="Importance">How much each setting matters.</param>
/// <param name="ImportanceOf">Number of complete trials that tell it.</param>
/// <param name="Choice">What was chosen after it; null before.</param>
/// <param name="ChoiceHash">Hash of the file that tells the choice.</param>
public sealed record CandidateStudy(
    StudyView Study, IReadOnlyList<TrialView> Trials, ImportanceView Importance, int ImportanceOf, BestConfiguration? Choice,
    string? ChoiceHash);
