using System.Threading.RateLimiting;
using Huracan.Api.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Keys;

/// <summary>Limits the requests of a caller: a token bucket for each key, and one for each address that sends no key.</summary>
internal static class RequestLimits
{
    private const int PeriodMs = 100;
    private static readonly string[] Unlimited = ["/health", "/alive"];

    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, api) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, api.Value));
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = OnRejectedAsync;
        });
        return services;
    }

    private static RateLimitPartition<string> Partition(HttpContext context, ApiOptions options)
    {
        if (Unlimited.Contains(context.Request.Path.Value))
            return RateLimitPartition.GetNoLimiter("");
        var caller = context.User.Identity is { IsAuthenticated: true, Name: { } name }
            ? name
            : $"from {context.Connection.RemoteIpAddress}";
        return RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = Math.Max(1, options.RequestsPerSecond * PeriodMs / 1000),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(
                options.RequestsPerSecond * PeriodMs >= 1000 ? PeriodMs : 1000.0 / options.RequestsPerSecond),
            QueueLimit = 0,
        });
    }

    private static async ValueTask OnRejectedAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        context.Response.Headers.RetryAfter = "1";
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status429TooManyRequests,
                Detail = "Too many requests. Wait a second.",
            },
        });
    }
}
