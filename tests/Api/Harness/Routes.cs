using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Huracan.Tests.Api.Harness;

/// <summary>Every route as the server has it, so that none is forgotten by a test over all of them.</summary>
internal static class Routes
{
    /// <summary>What stands for the parameters of a route where nothing is wrong with them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Good = new Dictionary<string, string>
    {
        ["{id}"] = "20250101T000000Z-00000000",
        ["{coin}"] = "NOUSDT",
        ["{timeframe}"] = "1h",
        ["{family}"] = "xgboost",
        ["{horizon}"] = "4",
        ["{**path}"] = "a.json",
        ["{documentName}"] = "v1",
    };

    public static IReadOnlyList<(string Method, string Path, RouteEndpoint Endpoint)> Of(ApiHost host) =>
    [
        .. from route in host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select (method, "/" + route.RoutePattern.RawText!.Trim('/'), route), // a route that is mapped has a text
    ];

    public static bool Writes(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    /// <summary>A path with good parameters.</summary>
    public static string Fill(string path) =>
        Good.Aggregate(path, (filled, pair) => filled.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
}
