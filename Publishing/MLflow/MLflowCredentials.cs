using System.Net.Http.Headers;
using System.Text;
using Huracan.Contracts;

namespace Huracan.Publishing.MLflow;

/// <summary>
/// What a tracking server is asked with: user and password of its address, or else the variables that MLflow's own client reads.
/// </summary>
/// <param name="Header">The header; null where none is set.</param>
internal sealed record MLflowCredentials(AuthenticationHeaderValue? Header)
{
    public const string TokenVariable = "MLFLOW_TRACKING_TOKEN", UserVariable = "MLFLOW_TRACKING_USERNAME",
        PasswordVariable = "MLFLOW_TRACKING_PASSWORD";

    /// <summary>Reads them; those of the address come before the variables, user and password before a token.</summary>
    /// <param name="environment">Gives a variable's value.</param>
    /// <param name="server">Where they go, as it was said.</param>
    /// <exception cref="InputRefusedException">They would go over a network in the clear, or are no header.</exception>
    public static MLflowCredentials Of(Func<string, string?> environment, Uri server)
    {
        var (user, password, token) = (environment(UserVariable), environment(PasswordVariable), environment(TokenVariable));
        AuthenticationHeaderValue? header = null;
        if (server.UserInfo.Length > 0)
        {
            var parts = server.UserInfo.Split(':', 2);
            (user, password) = (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
            header = Basic(user, password);
        }
        else if (user is { Length: > 0 } && password is { Length: > 0 })
            header = Basic(user, password);
        else if (token is { Length: > 0 })
        {
            if (!token.All(sign => sign is > ' ' and <= '~'))
                throw new InputRefusedException($"{TokenVariable} must be printable ASCII without spaces.");
            header = new AuthenticationHeaderValue("Bearer", token);
        }
        if (header is not null && !IsPrivate(server))
            throw new InputRefusedException(
                $"{Bare(server)} is not https: with a password or token it must be, or everybody on the way could read it.");
        return new MLflowCredentials(header);
    }

    /// <summary>Whether nobody on the way reads what is sent to an address.</summary>
    public static bool IsPrivate(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    /// <summary>An address without user and password, as it is shown.</summary>
    public static Uri Bare(Uri address) => address.UserInfo.Length == 0
        ? address
        : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
