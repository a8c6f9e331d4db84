using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Contracts.Http.Hamilton;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Huracan.Api.Predictions;

/// <summary>Forecasts with a model that a run has chosen, whether or not it is a champion.</summary>
internal static class ForecastEndpoints
{
    /// <summary>Most bytes of candles or features for a forecast.</summary>
    public const int LargestRequest = 8 << 20;

    // for readers too: a forecast changes nothing
    public static void MapForecastEndpoints(this IEndpointRouteBuilder routes) => routes
        .MapPost("/runs/{id}/units/{coin}/{timeframe}/predict", PredictAsync)
        .WithName("PredictUnit")
        .WithTags("Units")
        .WithSummary("Forecast a unit with the model that a run chose, from candles or features, with the gate's decision")
        .WithMetadata(new RequestSizeLimitAttribute(LargestRequest))
        .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);

    private static async Task<Ok<PredictResponse>> PredictAsync(
        string id, string coin, string timeframe, PredictRequest request, Forecaster forecaster, CancellationToken cancellationToken) =>
        TypedResults.Ok(await forecaster.PredictAsync(RequestValidation.Key(id, coin, timeframe), request, cancellationToken));
}
