using System.Net.Http.Headers;
using System.Text;
using Huracan.Contracts;

namespace Huracan.Publishing.MLflow;

/// <summary>What a tracking server is asked with, by the variables that MLflow's own client reads.</summary>
/// <param name="Header">The header; null where none is set.</param>
internal sealed record MLflowCredentials(AuthenticationHeaderValue? Header)
{
    public const string TokenVariable = "MLFLOW_TRACKING_TOKEN", UserVariable = "MLFLOW_TRACKING_USERNAME",
        PasswordVariable = "MLFLOW_TRACKING_PASSWORD";

    /// <summary>Reads the variables; user and password come before a token.</summary>
    /// <param name="environment">Gives a variable's value.</param>
    /// <param name="server">Where they go.</param>
    /// <exception cref="InputRefusedException">They would go over a network in the clear, or are no header.</exception>
    public static MLflowCredentials Of(Func<string, string?> environment, Uri server)
    {
        var (user, password, token) = (environment(UserVariable), environment(PasswordVariable), environment(TokenVariable));
        AuthenticationHeaderValue? header = null;
        if (user is { Length: > 0 } && password is { Length: > 0 })
            header = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        else if (token is { Length: > 0 })
        {
            if (!token.All(sign => sign is > ' ' and <= '~'))
                throw new InputRefusedException($"{TokenVariable} must be printable ASCII without spaces.");
            header = new AuthenticationHeaderValue("Bearer", token);
        }
        if (header is not null && server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback)
            throw new InputRefusedException(
                $"{server} is not https: with a password or token in the environment it must be, or everybody on the way could read it.");
        return new MLflowCredentials(header);
    }
}
