using System.Net;
using Huracan.Contracts.Client;

namespace Huracan.Cli.Server;

/// <summary>What a person at the command line is told when the API refused or did not answer.</summary>
internal static class ApiFault
{
    /// <summary>Whether the request was at fault, not the server.</summary>
    public static bool IsRefusal(ApiException fault) => (int?)fault.Status is >= 400 and < 500;

    /// <summary>The message; faults of several fields come one to a line.</summary>
    public static string Message(ApiException fault)
    {
        var message = fault.Errors.Count > 0
            ? string.Join(Environment.NewLine, fault.Errors.Values.SelectMany(texts => texts))
            : fault.Message;
        return fault.Status switch
        {
            null => $"{message} Start the cluster with './huracan up', or name another with --server.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"{message} Give an operator's key in HURACAN_API_KEY.",
            _ => message,
        };
    }
}
