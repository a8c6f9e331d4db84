using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Champions;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Http.Market;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Http.Schedules;
using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.TrackRecord;

namespace Huracan.Contracts.Client;

/// <summary>The API's client. Every call throws <see cref="ApiException"/> where it is refused or cannot be made.</summary>
/// <param name="http">Where the API is, and the key to it: see <see cref="ApiKeyHandler"/>.</param>
/// <param name="time">The clock.</param>
public sealed partial class HuracanClient(HttpClient http, TimeProvider time)
{
    private const int PageSize = 500;

    private static readonly JsonSerializerOptions Answers = OfNewerApis();

    /// <summary>A page of the runs, the latest first.</summary>
    public Task<Page<RunView>> RunsAsync(string? after, int limit, CancellationToken cancellationToken) =>
        GetAsync<Page<RunView>>(Paged("runs", after, limit), cancellationToken);

    /// <summary>A run with the number of its units by state.</summary>
    public Task<RunView> RunAsync(string runId, CancellationToken cancellationToken) => GetAsync<RunView>(Run(runId), cancellationToken);

    /// <summary>Asks for a run.</summary>
    /// <param name="request">What to compute.</param>
    /// <param name="idempotencyKey">The same key again gives the run that it made the first time.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RunView> StartAsync(RunRequest request, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync<RunView>(
            HttpMethod.Post, "runs", cancellationToken, JsonContent.Create(request, options: HuracanJson.Compact), idempotencyKey);

    /// <summary>Asks for a run.</summary>
    /// <param name="yaml">All settings, as <c>config/train.yaml</c> has them.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RunView> StartAsync(string yaml, CancellationToken cancellationToken) =>
        SendAsync<RunView>(HttpMethod.Post, "runs", cancellationToken, new StringContent(yaml, Encoding.UTF8, "application/yaml"));

    /// <summary>Asks for a run that ends after a stage.</summary>
    /// <param name="yaml">All settings, as <c>config/train.yaml</c> has them.</param>
    /// <param name="lastStage">The stage; an API from before there was a choice takes no notice, and its answer says so.</param>
    /// <param name="idempotencyKey">The same key again gives the run that it made the first time.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RunView> StartAsync(string yaml, LastStage lastStage, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync<RunView>(
            HttpMethod.Post, $"runs?last_stage={lastStage.ToString().ToLowerInvariant()}", cancellationToken,
            new StringContent(yaml, Encoding.UTF8, "application/yaml"), idempotencyKey);

    /// <summary>How every unit of a finished run ended.</summary>
    public Task<RunSummary> SummaryAsync(string runId, CancellationToken cancellationToken) =>
        GetAsync<RunSummary>($"{Run(runId)}/summary", cancellationToken);

    /// <summary>What a finished factory's run did with every coin and unit.</summary>
    public Task<FactoryReport> FactoryReportAsync(string runId, CancellationToken cancellationToken) =>
        GetAsync<FactoryReport>($"{Run(runId)}/factory", cancellationToken);

    /// <summary>A page of the factory's reports, the latest first.</summary>
    public Task<Page<FactoryRow>> FactoryReportsAsync(string? after, int limit, CancellationToken cancellationToken) =>
        GetAsync<Page<FactoryRow>>(Paged("factory", after, limit), cancellationToken);

    /// <summary>The champion of each unit and horizon.</summary>
    public Task<IReadOnlyList<ChampionRow>> ChampionsAsync(CancellationToken cancellationToken) =>
        AllAsync<ChampionRow>("champions", cancellationToken);

    /// <summary>The champions and challengers of a unit, by horizon.</summary>
    public Task<UnitChampions> ChampionsAsync(UnitId unit, CancellationToken cancellationToken) =>
        GetAsync<UnitChampions>($"champions/{Uri.EscapeDataString(unit.Coin)}/{unit.Timeframe}", cancellationToken);

    /// <summary>Has a run paused, resumed or cancelled.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="verb"><c>pause</c>, <c>resume</c> or <c>cancel</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RunView> ControlAsync(string runId, string verb, CancellationToken cancellationToken) =>
        SendAsync<RunView>(HttpMethod.Post, $"{Run(runId)}/{verb}", cancellationToken);

    /// <summary>A page of a run's units.</summary>
    public Task<Page<UnitView>> UnitsAsync(string runId, string? after, int limit, CancellationToken cancellationToken) =>
        GetAsync<Page<UnitView>>(Paged($"{Run(runId)}/units", after, limit), cancellationToken);

    /// <summary>A unit of a run.</summary>
    public Task<UnitView> UnitAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        GetAsync<UnitView>(Unit(runId, unit), cancellationToken);

    /// <summary>Has a unit that failed, was skipped or cancelled tried again.</summary>
    public Task<UnitView> RetryAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        SendAsync<UnitView>(HttpMethod.Post, $"{Unit(runId, unit)}/retry", cancellationToken);

    /// <summary>The unit in every run, the latest first.</summary>
    public Task<Page<UnitView>> HistoryAsync(UnitId unit, CancellationToken cancellationToken) =>
        GetAsync<Page<UnitView>>(Paged($"units/{unit}", null, 50), cancellationToken);

    /// <summary>How the unit came to stand where it does in one run, the latest first.</summary>
    public Task<Page<UnitChange>> ChangesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        GetAsync<Page<UnitChange>>(
            $"{Paged($"units/{Uri.EscapeDataString(unit.Coin)}/{unit.Timeframe}/history", null, 50)}&run={Uri.EscapeDataString(runId)}",
            cancellationToken);

    /// <summary>A scored unit's report.</summary>
    public Task<UnitReport> ReportAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        GetAsync<UnitReport>($"{Unit(runId, unit)}/report", cancellationToken);

    /// <summary>What a scored unit's chosen model makes of each feature.</summary>
    public Task<ImportanceReport> FeaturesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        GetAsync<ImportanceReport>($"{Unit(runId, unit)}/importance", cancellationToken);

    /// <summary>A scored unit's trades, in order of entry.</summary>
    public Task<IReadOnlyList<TradeView>> TradesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        AllAsync<TradeView>($"{Unit(runId, unit)}/trades", cancellationToken);

    /// <summary>What a unit has published.</summary>
    public Task<IReadOnlyList<FileView>> FilesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        AllAsync<FileView>($"{Unit(runId, unit)}/files", cancellationToken);

    /// <summary>The bytes of a file that a unit has published.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="path">The file's <see cref="FileView.Path"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<byte[]> FileAsync(string runId, UnitId unit, string path, CancellationToken cancellationToken)
    {
        var route = $"{Unit(runId, unit)}/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
        using var answer = await OpenAsync(route, cancellationToken);
        try
        {
            return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ApiException(null, "The API's answer cannot be read", $"GET {route}: {exception.Message}");
        }
    }

    /// <summary>The studies of a unit's candidates.</summary>
    public async Task<IReadOnlyList<StudyView>> StudiesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        (await GetAsync<Page<StudyView>>($"{Unit(runId, unit)}/studies", cancellationToken)).Items;

    /// <summary>Trials of a study by number.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="study">The candidate's study.</param>
    /// <param name="after">Number of the last trial that is known; null takes all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<IReadOnlyList<TrialView>> TrialsAsync(
        string runId, UnitId unit, StudyView study, int? after, CancellationToken cancellationToken) =>
        AllAsync<TrialView>($"{Study(runId, unit, study)}/trials", cancellationToken, after?.ToString(CultureInfo.InvariantCulture));

    /// <summary>How much each setting of a study matters.</summary>
    public Task<ImportanceView> ImportanceAsync(string runId, UnitId unit, StudyView study, CancellationToken cancellationToken) =>
        GetAsync<ImportanceView>($"{Study(runId, unit, study)}/importance", cancellationToken);

    /// <summary>The settings chosen after a study.</summary>
    public Task<BestConfiguration> ChoiceAsync(string runId, UnitId unit, StudyView study, CancellationToken cancellationToken) =>
        GetAsync<BestConfiguration>($"{Study(runId, unit, study)}/choice", cancellationToken);

    /// <summary>Every unit's latest model, the best score first.</summary>
    public Task<IReadOnlyList<RankingRow>> ModelsAsync(CancellationToken cancellationToken) =>
        AllAsync<RankingRow>("models", cancellationToken);

    /// <summary>How following a market live goes.</summary>
    public Task<MarketView> MarketAsync(CancellationToken cancellationToken) => GetAsync<MarketView>("market", cancellationToken);

    /// <summary>Makes an earlier champion of a unit the champion again; or a later one, after a rollback.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="horizon">Horizon, bars.</param>
    /// <param name="version">A version that was champion; null for the one before the champion.</param>
    /// <param name="from">The champion that is to go, so that asking again changes nothing.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<UnitChampions> RollbackAsync(
        UnitId unit, int horizon, string? version, string from, CancellationToken cancellationToken) =>
        SendAsync<UnitChampions>(
            HttpMethod.Post,
            string.Create(CultureInfo.InvariantCulture, $"champions/{unit.Coin}/{unit.Timeframe}/{horizon}/rollback")
                + $"?from={Uri.EscapeDataString(from)}" + (version is null ? "" : $"&version={Uri.EscapeDataString(version)}"),
            cancellationToken);

    /// <summary>The series that are followed, the most overdue first.</summary>
    public Task<IReadOnlyList<SeriesView>> MarketSeriesAsync(CancellationToken cancellationToken) =>
        AllAsync<SeriesView>("market/series", cancellationToken);

    /// <summary>When each task of the daily cycle is due, what it did last and does now.</summary>
    public async Task<IReadOnlyList<ScheduleStatus>> DailyTasksAsync(CancellationToken cancellationToken) =>
        (await GetAsync<Page<ScheduleStatus>>("daily/tasks", cancellationToken)).Items;

    /// <summary>Has a task of the daily cycle carried out now; refused where it is being worked on.</summary>
    public Task<ScheduleStatus> StartDailyTaskAsync(string task, CancellationToken cancellationToken) =>
        SendAsync<ScheduleStatus>(HttpMethod.Post, $"daily/tasks/{Uri.EscapeDataString(task)}/start", cancellationToken);

    /// <summary>A page of how the occurrences of the daily cycle's tasks ended, the latest first.</summary>
    /// <param name="task">Only this task's; null takes all.</param>
    /// <param name="after">The end of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Page<OccurrenceView>> DailyHistoryAsync(string? task, string? after, int limit, CancellationToken cancellationToken) =>
        GetAsync<Page<OccurrenceView>>(
            Paged("daily/history", after, limit) + (task is null ? "" : $"&task={Uri.EscapeDataString(task)}"), cancellationToken);

    /// <summary>What the daily cycle did on a day, in UTC.</summary>
    public Task<DailyReport> DailyReportAsync(DateOnly date, CancellationToken cancellationToken) =>
        GetAsync<DailyReport>(string.Create(CultureInfo.InvariantCulture, $"daily/{date:yyyy-MM-dd}"), cancellationToken);

    /// <summary>What the outcomes of the last days come to, by unit.</summary>
    public Task<IReadOnlyList<UnitRecordRow>> TrackRecordAsync(int days, CancellationToken cancellationToken) =>
        AllAsync<UnitRecordRow>("track-record/units", cancellationToken, query: $"&days={days}");

    /// <summary>The entries of the track record in the order of the chain.</summary>
    /// <param name="after">Number of the last entry that is known; 0 takes all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<RecordEntry> RecordEntriesAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = after.ToString(CultureInfo.InvariantCulture);
        do
        {
            var page = await GetAsync<Page<RecordEntry>>(Paged("track-record/entries", next, PageSize), cancellationToken);
            foreach (var entry in page.Items)
                yield return entry;
            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>The silos that are alive.</summary>
    public async Task<IReadOnlyList<SiloView>> SilosAsync(CancellationToken cancellationToken) =>
        (await GetAsync<Page<SiloView>>("silos", cancellationToken)).Items;

    /// <summary>An answer as it is, to be passed on. The caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken) =>
        AnswerAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>Path of a unit in a run.</summary>
    public static string Unit(string runId, UnitId unit) => $"{Run(runId)}/units/{Uri.EscapeDataString(unit.Coin)}/{unit.Timeframe}";

    private static JsonSerializerOptions OfNewerApis()
    {
        // Several unknown states of one list are the same key.
        var options = new JsonSerializerOptions(HuracanJson.Compact) { AllowDuplicateProperties = true };
        options.Converters.Insert(0, new OpenEnumJsonConverter<OccurrenceState>());
        options.Converters.Insert(0, new OpenEnumJsonConverter<RunState>());
        options.Converters.Insert(0, new OpenEnumJsonConverter<UnitState>());
        return options;
    }

    private static string Run(string runId) => $"runs/{Uri.EscapeDataString(runId)}";

    private static string Study(string runId, UnitId unit, StudyView study) =>
        $"{Unit(runId, unit)}/studies/{Uri.EscapeDataString(study.Family)}/{study.Horizon}";

    private static string Paged(string path, string? after, int limit) =>
        $"{path}?limit={limit}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}";

    private async Task<IReadOnlyList<T>> AllAsync<T>(
        string path, CancellationToken cancellationToken, string? after = null, string query = "")
    {
        var all = new List<T>();
        do
        {
            var page = await GetAsync<Page<T>>(Paged(path, after, PageSize) + query, cancellationToken);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => SendAsync<T>(HttpMethod.Get, path, cancellationToken);

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, CancellationToken cancellationToken, HttpContent? content = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await ApiAnswers.ReadAsync<T>(http, request, Answers, cancellationToken);
    }

    private Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ApiAnswers.SendAsync(http, request, cancellationToken);
}
