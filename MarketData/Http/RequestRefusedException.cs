using System.Net;
using Huracan.MarketData.Vendors;

namespace Huracan.MarketData.Http;

/// <summary>A vendor refuses a request: a status between 400 and 499.</summary>
/// <param name="address">What was asked.</param>
/// <param name="status">The status.</param>
/// <param name="answer">How the answer begins.</param>
public sealed class RequestRefusedException(Uri address, HttpStatusCode status, string answer)
    : VendorException($"{address}: status {(int)status}: {answer}")
{
    /// <summary>The status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>How the answer begins.</summary>
    public string Answer { get; } = answer;
}
