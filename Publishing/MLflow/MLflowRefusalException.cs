using System.Net;
using Huracan.Contracts;

namespace Huracan.Publishing.MLflow;

/// <summary>A tracking server understood a request and refuses it; the same request would be refused again.</summary>
/// <param name="server">The server.</param>
/// <param name="route">What was asked.</param>
/// <param name="status">The status.</param>
/// <param name="code">Its <c>error_code</c>; empty where the answer has none.</param>
/// <param name="message">Its <c>message</c>.</param>
internal sealed class MLflowRefusalException(Uri server, string route, HttpStatusCode status, string code, string message)
    : InputRefusedException($"{server} refuses {route} with {$"{(int)status} {code}".TrimEnd()}: {message}")
{
    /// <summary>Whether what was asked for is not there.</summary>
    public bool IsMissing => code == "RESOURCE_DOES_NOT_EXIST";

    /// <summary>Whether what was to be made is there.</summary>
    public bool IsThere => code == "RESOURCE_ALREADY_EXISTS";
}
