using System.Globalization;
using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Api.Units;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Api.Studies;

/// <summary>The hyper-parameter searches of a unit's candidates, running and finished.</summary>
internal static class StudyEndpoints
{
    public static void MapStudyEndpoints(this IEndpointRouteBuilder routes)
    {
        var studies = routes.MapGroup("/runs/{id}/units/{coin}/{timeframe}/studies").WithTags("Units");
        studies.MapGet("", ListAsync)
            .WithName("ListUnitStudies")
            .WithSummary("The studies of a unit's candidates: trials by state, the best one, what is searched")
            .Refuses(StatusCodes.Status404NotFound);
        studies.MapGet("/{family}/{horizon}/trials", TrialsAsync)
            .WithName("ListTrials")
            .WithSummary("The trials of a candidate's study by number")
            .Refuses(StatusCodes.Status404NotFound);
        studies.MapGet("/{family}/{horizon}/importance", ImportanceAsync).WithName("GetImportance")
            .WithSummary("How much of the variance of its trials' values each setting explains, by functional ANOVA")
                .Refuses(StatusCodes.Status404NotFound);
        studies.MapGet("/{family}/{horizon}/choice", ChoiceAsync)
            .WithName("GetChoice")
            .WithSummary("The settings chosen after the search, why, and what they were compared with")
            .Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<Tagged<Page<StudyView>>> ListAsync(
        string id, string coin, string timeframe, StudyTable studies, UnitTable units, CancellationToken cancellationToken)
    {
        var key = RequestValidation.Key(id, coin, timeframe);
        var views = new List<StudyView>();
        foreach (var folder in await studies.CandidatesAsync(key, cancellationToken))
        {
            if (await studies.FindAsync(id, folder, cancellationToken) is { } study)
                views.Add(StudyViews.Of(CandidateKey.Parse(key, folder), study));
        }
        if (views.Count == 0 && await units.FindAsync(key, cancellationToken) is null)
            throw new KeyNotFoundException($"There is no unit {key}.");
        return new(new Page<StudyView>(views, null));
    }

    private static async Task<Tagged<Page<TrialView>>> TrialsAsync(
        string id, string coin, string timeframe, string family, string horizon, string? after, int? limit, StudyTable studies,
        StudyPhases phases, CancellationToken cancellationToken)
    {
        var candidate = RequestValidation.Candidate(id, coin, timeframe, family, horizon);
        var (count, last) = (RequestValidation.Limit(limit), after is null ? -1 : RequestValidation.AfterNumber(after));
        var page = Pages.Of(await studies.TrialsAsync(id, candidate.Folder, last, count + 1, cancellationToken), count, row =>
            row.Trial.Number.ToString(CultureInfo.InvariantCulture));
        if (page.Items.Count == 0 && !(await studies.CandidatesAsync(candidate.Unit, cancellationToken)).Contains(candidate.Folder))
            throw NoStudy(candidate);
        var sampler = await phases.OfRunAsync(id, cancellationToken);
        return new(new Page<TrialView>([.. page.Items.Select(row => StudyViews.Of(row.Trial, sampler))], page.Next));
    }

    private static async Task<Tagged<ImportanceView>> ImportanceAsync(
        string id, string coin, string timeframe, string family, string horizon, StudyTable studies, StudyImportance importance,
        CancellationToken cancellationToken)
    {
        var candidate = RequestValidation.Candidate(id, coin, timeframe, family, horizon);
        var study = await studies.FindAsync(id, candidate.Folder, cancellationToken) ?? throw NoStudy(candidate);
        return new(await importance.OfAsync(study, cancellationToken));
    }

    private static async Task<Tagged<BestConfiguration>> ChoiceAsync(
        string id, string coin, string timeframe, string family, string horizon, UnitFileReader files, CancellationToken cancellationToken)
    {
        var candidate = RequestValidation.Candidate(id, coin, timeframe, family, horizon);
        var path = $"{candidate.Folder}/{StageOutputs.ChosenSettings}";
        var content = await files.TryReadAsync(candidate.Unit, path, cancellationToken)
            ?? throw new KeyNotFoundException(
                $"{candidate} has no choice of settings: one is published when its search has been analyzed.");
        return new(HuracanJson.Deserialize<BestConfiguration>(content, path));
    }

    private static KeyNotFoundException NoStudy(CandidateKey candidate) =>
        new($"There is no study of {candidate}: its settings were not searched, or not yet.");
}
