using System.Net;
using Huracan.Cli.Server;
using Huracan.Contracts.Client;

namespace Huracan.Tests.Cli.Server;

public class ApiErrorTextTests
{
    [Fact]
    public void Errors_of_fields_are_one_per_line_and_count_as_a_refusal()
    {
        var exception = new ApiException(
            HttpStatusCode.BadRequest, "Bad request", "two faults",
            new Dictionary<string, string[]> { ["epochs"] = ["'x' is no number."], ["coins"] = ["no coin"] });

        Assert.True(ApiErrorText.IsRefusal(exception));
        Assert.Equal($"'x' is no number.{Environment.NewLine}no coin", ApiErrorText.Message(exception));
    }

    [Fact]
    public void A_missing_key_and_a_missing_server_come_with_their_remedy()
    {
        Assert.EndsWith(
            "Give an operator's key in HURACAN_API_KEY.",
            ApiErrorText.Message(new ApiException(HttpStatusCode.Forbidden, "Forbidden", "No.")),
            StringComparison.Ordinal);
        var unreachable = new ApiException(null, "The API cannot be reached", "refused.");
        Assert.Contains("./huracan up", ApiErrorText.Message(unreachable), StringComparison.Ordinal);
        Assert.False(ApiErrorText.IsRefusal(unreachable));
        Assert.False(ApiErrorText.IsRefusal(new ApiException(HttpStatusCode.ServiceUnavailable, "away", "")));
    }
}
