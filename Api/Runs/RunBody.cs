using System.Text;
using System.Text.Json;
using Huracan.Contracts.Http.Runs;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Runs;

/// <summary>The JSON body of <c>POST /runs</c>, which is read by its key <c>kind</c>.</summary>
/// <param name="Request">A plain run; null for a factory's.</param>
/// <param name="Factory">The text of a factory's run; null for a plain one.</param>
internal sealed record RunBody(RunRequest? Request, string? Factory)
{
    /// <exception cref="BadHttpRequestException">It is no JSON, or none of a plain run.</exception>
    public static async ValueTask<RunBody> BindAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync(context.RequestAborted);
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            if (IsFactory(text))
                return new RunBody(null, text);
            return new RunBody(
                JsonSerializer.Deserialize<RunRequest>(text, json) ?? throw new BadHttpRequestException("The body is null."), null);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The body is refused.", StatusCodes.Status400BadRequest, exception);
        }
    }

    // What is no JSON is refused with its position when it is read as a plain run.
    private static bool IsFactory(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String
                && kind.ValueEquals(Encoding.UTF8.GetBytes(RunPlanner.Factory));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
