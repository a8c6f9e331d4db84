using System.Text;

namespace Huracan.Tests.Exchange;

/// <summary>An answer of the local exchange.</summary>
internal sealed record Answer(int Status, string Type, byte[] Content)
{
    public int? RetryAfter { get; init; }

    public bool IsCut { get; init; }

    public static Answer Json(string text) => new(200, "application/json", Encoding.UTF8.GetBytes(text));

    public static Answer Refused(int status, int? retryAfter, string text) =>
        new(status, "application/json", Encoding.UTF8.GetBytes(text)) { RetryAfter = retryAfter };
}
