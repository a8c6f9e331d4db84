using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Http.Studies;
using Huracan.Dashboard.Units;

namespace Huracan.Dashboard.Api;

/// <summary>The API as the pages see it. Every call throws <see cref="ApiFaultException"/> where it is refused or cannot be made.</summary>
internal sealed class HuracanApi(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60); // the API shows a sign of life every 15
    private const int PageSize = 500;

    public Task<Page<RunView>> RunsAsync(string? after, int limit, CancellationToken cancellationToken) => GetAsync<Page<RunView>>(Paged("runs", after, limit), cancellationToken);

    public Task<RunView> RunAsync(string runId, CancellationToken cancellationToken) => GetAsync<RunView>(Run(runId), cancellationToken);

    public Task<RunView> StartAsync(RunRequest request, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync<RunView>(HttpMethod.Post, "runs", cancellationToken, JsonContent.Create(request, options: ApiJson.Options), idempotencyKey);

    /// <param name="runId">The run.</param>
    /// <param name="verb"><c>pause</c>, <c>resume</c> or <c>cancel</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<RunView> ControlAsync(string runId, string verb, CancellationToken cancellationToken) => SendAsync<RunView>(HttpMethod.Post, $"{Run(runId)}/{verb}", cancellationToken);

    public Task<Page<UnitView>> UnitsAsync(string runId, string? after, int limit, CancellationToken cancellationToken) =>
        GetAsync<Page<UnitView>>(Paged($"{Run(runId)}/units", after, limit), cancellationToken);

    public Task<UnitView> UnitAsync(string runId, UnitId unit, CancellationToken cancellationToken) => GetAsync<UnitView>(Unit(runId, unit), cancellationToken);

    public Task<UnitView> RetryAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        SendAsync<UnitView>(HttpMethod.Post, $"{Unit(runId, unit)}/retry", cancellationToken);

    /// <summary>The unit in every run, the latest first.</summary>
    public Task<Page<UnitView>> HistoryAsync(UnitId unit, CancellationToken cancellationToken) => GetAsync<Page<UnitView>>(Paged($"units/{unit}", null, 50), cancellationToken);

    /// <summary>How the unit came to stand where it does in one run, the latest first.</summary>
    public Task<Page<UnitChange>> ChangesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        GetAsync<Page<UnitChange>>($"{Paged($"units/{Uri.EscapeDataString(unit.Coin)}/{unit.Timeframe}/history", null, 50)}&run={Uri.EscapeDataString(runId)}", cancellationToken);

    public Task<UnitReport> ReportAsync(string runId, UnitId unit, CancellationToken cancellationToken) => GetAsync<UnitReport>($"{Unit(runId, unit)}/report", cancellationToken);

    public Task<IReadOnlyList<TradeView>> TradesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        AllAsync<TradeView>($"{Unit(runId, unit)}/trades", cancellationToken);

    public Task<IReadOnlyList<FileView>> FilesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        AllAsync<FileView>($"{Unit(runId, unit)}/files", cancellationToken);

    public async Task<IReadOnlyList<StudyView>> StudiesAsync(string runId, UnitId unit, CancellationToken cancellationToken) =>
        (await GetAsync<Page<StudyView>>($"{Unit(runId, unit)}/studies", cancellationToken)).Items;

    /// <param name="runId">The run.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="study">The candidate's study.</param>
    /// <param name="after">Number of the last trial that is known; null takes all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<IReadOnlyList<TrialView>> TrialsAsync(string runId, UnitId unit, StudyView study, int? after, CancellationToken cancellationToken) =>
        AllAsync<TrialView>($"{Study(runId, unit, study)}/trials", cancellationToken, after?.ToString(CultureInfo.InvariantCulture));

    public Task<ImportanceView> ImportanceAsync(string runId, UnitId unit, StudyView study, CancellationToken cancellationToken) =>
        GetAsync<ImportanceView>($"{Study(runId, unit, study)}/importance", cancellationToken);

    public Task<ChoiceView> ChoiceAsync(string runId, UnitId unit, StudyView study, CancellationToken cancellationToken) =>
        GetAsync<ChoiceView>($"{Study(runId, unit, study)}/choice", cancellationToken);

    public Task<IReadOnlyList<RankingRow>> RankingAsync(CancellationToken cancellationToken) => AllAsync<RankingRow>("hamilton/ranking", cancellationToken);

    public Task<IReadOnlyList<DoNotTradeRow>> DoNotTradeAsync(CancellationToken cancellationToken) => AllAsync<DoNotTradeRow>("hamilton/do-not-trade", cancellationToken);

    public async Task<IReadOnlyList<SiloView>> SilosAsync(CancellationToken cancellationToken) => (await GetAsync<Page<SiloView>>("silos", cancellationToken)).Items;

    /// <summary>An answer as it is, to be passed on. The caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken) => AnswerAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    public static string Unit(string runId, UnitId unit) => $"{Run(runId)}/units/{Uri.EscapeDataString(unit.Coin)}/{unit.Timeframe}";

    /// <summary>Events as they happen.</summary>
    /// <param name="last">The last one seen, to go on after it; null starts with what comes.</param>
    /// <param name="opened">Called when the connection stands.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ClusterEvent> EventsAsync(string? last, Action opened, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "events");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        using var answer = await AnswerAsync(request, cancellationToken);
        await using var stream = new WatchedStream(await answer.Content.ReadAsStreamAsync(cancellationToken), Silence, time);
        opened();
        await using var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<ClusterEvent>(data, ApiJson.Options)).EnumerateAsync(cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync())
                    yield break;
            }
            catch (Exception fault) when (fault is IOException or HttpRequestException or JsonException)
            {
                throw new ApiFaultException(null, "The stream of events broke off", fault.Message);
            }
            if (events.Current.Data is { } happened)
                yield return happened;
        }
    }

    private static string Run(string runId) => $"runs/{Uri.EscapeDataString(runId)}";

    private static string Study(string runId, UnitId unit, StudyView study) => $"{Unit(runId, unit)}/studies/{Uri.EscapeDataString(study.Family)}/{study.Horizon}";

    private static string Paged(string path, string? after, int limit) => $"{path}?limit={limit}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}";

    private async Task<IReadOnlyList<T>> AllAsync<T>(string path, CancellationToken cancellationToken, string? after = null)
    {
        var all = new List<T>();
        do
        {
            var page = await GetAsync<Page<T>>(Paged(path, after, PageSize), cancellationToken);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => SendAsync<T>(HttpMethod.Get, path, cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, CancellationToken cancellationToken, HttpContent? content = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await AnswerAsync(request, cancellationToken);
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken) ?? throw new JsonException("It is null.");
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException)
        {
            throw new ApiFaultException(null, "The API's answer cannot be read", $"{method} /{path}: {fault.Message}");
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ApiFaultException(null, "The API cannot be reached", fault.Message);
        }
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await ApiFaultException.OfAsync(answer, cancellationToken);
    }
}
