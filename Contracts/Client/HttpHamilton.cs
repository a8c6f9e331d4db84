using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Json;

namespace Huracan.Contracts.Client;

/// <summary>
/// Hamilton over HTTP: the API's champions. Refusals are those of <see cref="IHamilton"/>; where the API cannot be asked, or refuses for
/// another reason, such as its key, calls throw <see cref="ApiException"/>. Safe for use by several threads at once. Keep one for as long
/// as the program runs: connections are kept open by the <see cref="HttpClient"/>, which is the caller's to dispose.
/// </summary>
/// <param name="http">Whose base address is the API's, with a slash at its end.</param>
/// <param name="key">A reader's or an operator's key; null where <paramref name="http"/> sends it: see <see cref="ApiKeyHandler"/>.</param>
public sealed class HttpHamilton(HttpClient http, string? key = null) : IHamilton
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <inheritdoc/>
    public ValueTask<ChampionModel> LoadModelAsync(
        string coin, string horizon, Timeframe? timeframe = null, CancellationToken cancellationToken = default) =>
        AskAsync<ChampionModel>(HttpMethod.Get, Model(coin, horizon, timeframe), null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ChampionForecast> PredictAsync(
        string coin, string horizon, NamedFeatures features, Timeframe? timeframe = null, CancellationToken cancellationToken = default) =>
        PredictAsync(coin, horizon, timeframe, features, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ChampionForecast> PredictAsync(
        string coin, string horizon, RecentCandles candles, Timeframe? timeframe = null, CancellationToken cancellationToken = default) =>
        PredictAsync(coin, horizon, timeframe, candles, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RankedChampion>> GetRankingAsync(CancellationToken cancellationToken = default) =>
        AskAsync<IReadOnlyList<RankedChampion>>(HttpMethod.Get, "hamilton/ranking", null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BlockedUnit>> GetDoNotTradeAsync(CancellationToken cancellationToken = default) =>
        AskAsync<IReadOnlyList<BlockedUnit>>(HttpMethod.Get, "hamilton/do-not-trade", null, cancellationToken);

    private ValueTask<ChampionForecast> PredictAsync<T>(
        string coin, string horizon, Timeframe? timeframe, T input, CancellationToken cancellationToken)
    {
        // Both kinds of input are written as they are: their keys are those of ForecastRequest.
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(input, HuracanJson.Compact));
        content.Headers.ContentType = Json;
        return AskAsync<ChampionForecast>(HttpMethod.Post, Model(coin, horizon, timeframe, "/predict"), content, cancellationToken);
    }

    private static string Model(string coin, string horizon, Timeframe? timeframe, string verb = "") =>
        $"hamilton/models/{Uri.EscapeDataString(coin)}/{Uri.EscapeDataString(horizon)}{verb}"
            + (timeframe is { } length ? $"?timeframe={length}" : "");

    private async ValueTask<T> AskAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
            request.Headers.Add(ApiKeyHandler.Header, key);
        try
        {
            return await ApiAnswers.ReadAsync<T>(http, request, HuracanJson.Compact, cancellationToken);
        }
        catch (ApiException refused) when (refused.Detail.Length > 0
            && refused.Status is (HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity))
        {
            throw new InputRefusedException(refused.Detail, refused) { IsNotFound = refused.Status == HttpStatusCode.NotFound };
        }
    }
}
