using System.Net;
using Huracan.Contracts.Client;

namespace Huracan.Cli.Server;

/// <summary>The message for a request that the API refused or did not answer.</summary>
internal static class ApiErrorText
{
    /// <summary>Whether the request is wrong, not the server.</summary>
    public static bool IsRefusal(ApiException exception) => (int?)exception.Status is >= 400 and < 500;

    /// <summary>The message; the errors of several fields are on lines of their own.</summary>
    public static string Message(ApiException exception)
    {
        var message = exception.Errors.Count > 0
            ? string.Join(Environment.NewLine, exception.Errors.Values.SelectMany(texts => texts))
            : exception.Message;
        return exception.Status switch
        {
            null => $"{message} Start the cluster with './huracan up', or name another with --server.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"{message} Give an operator's key in HURACAN_API_KEY.",
            _ => message,
        };
    }
}
