using Huracan.Api.Keys;

namespace Huracan.Api.Documents;

/// <summary><c>/</c>: what this server is and where its description is. It needs no key.</summary>
internal static class RootEndpoint
{
    public static void MapRoot(this IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/",
            () => TypedResults.Ok(new
            {
                Name = "Huracan API",
                Openapi = DocumentServices.Path,
                Health = "/health",
                Key = $"Every route but / and health needs a key: in the header {KeyAuthentication.Header}, or as Authorization: Bearer.",
            }))
            .WithName("GetRoot")
            .ExcludeFromDescription();
}
