using Huracan.Api.Answers;
using Huracan.Api.Settings;
using Huracan.Cluster.Silos;
using Huracan.Contracts.Http;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Silos;

internal static class SiloEndpoints
{
    public static void MapSiloEndpoints(this IEndpointRouteBuilder routes) => routes.MapGet("/silos", ListAsync)
        .WithName("ListSilos").WithTags("Silos").WithSummary("The silos with a recent heartbeat");

    private static async Task<Tagged<Page<SiloView>>> ListAsync(
        SiloTable silos, IOptions<ApiOptions> options, CancellationToken cancellationToken) =>
        new(new Page<SiloView>(await silos.AliveAsync(TimeSpan.FromSeconds(options.Value.SiloSeconds), cancellationToken), null));
}
